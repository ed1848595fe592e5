import { parseArgs } from "node:util";
import { type GivenShape, givenShapes } from "../base/index.ts";
import type { PictureTheme } from "../protocol/index.ts";
import { accepted, accepts, type Settings, settingsFrom } from "../settings/index.ts";
import { options, settingFlags } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** A command line, read and checked. */
type CommandLine =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "command"; readonly command: string; readonly options: CliOptions };

export interface CliOptions {
  /** As written on the command line. */
  readonly file: string;
  readonly json: boolean;
  /** Shapes of the example inputs; null for the file's own. */
  readonly inputs: readonly GivenShape[] | null;
  /** A model's variable or class; null for all models. */
  readonly wanted: string | null;
  /** The commit to compare with, as written; null for the last one. */
  readonly base: string | null;
  readonly settings: Settings;
  readonly threads: number;
  readonly memory: "normal" | "low";
  /** A .safetensors file or `random`, as written; null for the file beside the model's, if there is one. */
  readonly weights: string | null;
  /** A PNG or JPEG, as written; null if inputs are made from the seed. */
  readonly image: string | null;
  /** How the picture's bytes become numbers, as written; null for the usual way of the input's shape. */
  readonly normalization: string | null;
  /** A text file of class names or `none`, as written; null for the file beside the model's, if there is one. */
  readonly classes: string | null;
  /** The format's name, as written; null if the output's ending decides. */
  readonly format: string | null;
  readonly output: string | null;
  readonly theme: PictureTheme;
}

export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = read(args);
  const [command, file, ...more] = positionals;
  if (values.version === true) return { kind: "version" };
  if (values.help === true || command === undefined || command === "help") return { kind: "help" };
  if (file === undefined) throw new UsageError(`Which file? For example: cnn-blocks ${command} model.ts`);
  if (more.length > 0) throw new UsageError(`Give one file at a time, without ${more.join(" ")}.`);
  const text = (name: string) => (typeof values[name] === "string" ? values[name] : null);
  const input = text("input");
  const chosen: CliOptions = {
    file,
    json: values.json === true,
    inputs: input === null ? null : shapes(input),
    wanted: text("class"),
    base: text("base"),
    settings: settingsOf(text),
    threads: threads(text("threads") ?? "1"),
    memory: memory(text("memory") ?? "normal"),
    weights: text("weights"),
    image: text("image"),
    normalization: text("normalization"),
    classes: text("classes"),
    format: text("format"),
    output: text("output"),
    theme: theme(text("theme") ?? "light"),
  };
  return { kind: "command", command, options: chosen };
}

function read(args: readonly string[]) {
  const known = options.map(({ name, short, example }) => {
    const type = example === undefined ? ("boolean" as const) : ("string" as const);
    return [name, short === undefined ? { type } : { type, short }] as const;
  });
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: Object.fromEntries(known) });
  } catch (fault) {
    throw new UsageError(faultText(fault));
  }
}

/** The editor's settings do not apply here: a setting without a flag on the command line has its default. */
function settingsOf(text: (name: string) => string | null): Settings {
  return settingsFrom((key) => {
    const found = settingFlags.find(({ setting }) => setting.key === key);
    const written = found === undefined ? null : text(found.flag.name);
    return found === undefined || written === null ? undefined : flagValue(found, written);
  });
}

function flagValue({ setting, flag }: (typeof settingFlags)[number], written: string): unknown {
  const value = setting.type === "integer" ? wholeNumber(written) : written;
  if (accepts(setting, value)) return value;
  throw new UsageError(`--${flag.name} must be ${accepted(setting)}, not ${written}.`);
}

/** Node adds advice on how to pass names that begin with a dash; leave it out. */
function faultText(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const [, unknown] = /^Unknown option '([^']+)'/.exec(fault.message) ?? [];
  return unknown === undefined ? fault.message : `There is no option ${unknown}; see --help.`;
}

/** `1x3x224x224`, `1x3x32x32,1x8` or `image=1x3x32x32,meta=1x8`. */
function shapes(text: string): readonly GivenShape[] {
  const given = givenShapes(text);
  if (given !== undefined) return given;
  throw new UsageError(
    `--input ${text} is not a shape. Write sizes of at least 1, joined by x, as in 1x3x224x224, and commas between several inputs.`,
  );
}

function memory(text: string): CliOptions["memory"] {
  if (text === "normal" || text === "low") return text;
  throw new UsageError(`--memory must be normal or low, not ${text}.`);
}

function theme(text: string): CliOptions["theme"] {
  if (text === "light" || text === "dark") return text;
  throw new UsageError(`--theme must be light or dark, not ${text}.`);
}

function threads(text: string): number {
  const count = wholeNumber(text);
  if (count >= 1) return count;
  throw new UsageError(`--threads must be a whole number of at least 1, not ${text}.`);
}

/** NaN for any other text. */
function wholeNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
