import { extname } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { type BudgetWord, type GivenShape, givenShapes, nearestName, readLimit } from "../base/index.ts";
import { didYouMean } from "../problems/index.ts";
import { accepted, accepts, type Settings, settingsFrom } from "../settings/index.ts";
import type { CliOptions } from "./cli-options.ts";
import type { Command } from "./commands/command.ts";
import { commands } from "./commands/index.ts";
import { limitFlags, options, settingFlags } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** A command line, read and checked. */
type CommandLine =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "command"; readonly command: Command; readonly options: CliOptions };

export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = read(args);
  const [command, ...files] = positionals;
  if (values.version === true) return { kind: "version" };
  if (values.help === true || command === undefined || command === "help") return { kind: "help" };
  const named = commandNamed(command);
  const file = firstFile(named, files);
  const text = (name: string) => (typeof values[name] === "string" ? values[name] : null);
  const input = text("input");
  const chosen: CliOptions = {
    file,
    files,
    json: values.json === true,
    inputs: input === null ? null : shapes(input),
    wanted: text("class"),
    base: text("base"),
    settings: settingsOf(text),
    advice: values.advice === true,
    threads: threads(text("threads") ?? "1"),
    memory: memory(text("memory") ?? "normal"),
    weights: text("weights"),
    image: text("image"),
    normalization: text("normalization"),
    classes: text("classes"),
    format: text("format"),
    output: text("output"),
    theme: theme(text("theme") ?? "light"),
    limits: limitFlags.flatMap(({ name, word }) => limitOf(name, word, text(name))),
    baseline: text("baseline"),
    updateBaseline: values["update-baseline"] === true,
    watch: values.watch === true,
    stdio: values.stdio === true,
  };
  return { kind: "command", command: named, options: chosen };
}

function commandNamed(name: string): Command {
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return command;
  const names = commands.map((one) => one.name);
  // People often name a file and forget the command.
  const meant = extname(name) === "" ? nearestName(name, names) : `check ${name}`;
  throw new UsageError(
    `There is no command "${name}".${didYouMean(meant ?? null)} The commands are ${names.join(", ")}; see --help.`,
  );
}

function firstFile({ name, files: takes }: Command, files: readonly string[]): string {
  const [file, ...more] = files;
  if (takes === "none" && file === undefined) return "";
  if (takes === "none") throw new UsageError(`${name} takes no file; leave out ${files.join(" ")}.`);
  if (file === undefined) throw new UsageError(`Which file? For example: cnn-blocks ${name} model.ts`);
  if (takes === undefined && more.length > 0)
    throw new UsageError(`Give one file at a time, without ${more.join(" ")}.`);
  return file;
}

function limitOf(name: string, word: BudgetWord, written: string | null): CliOptions["limits"] {
  if (written === null) return [];
  const limit = readLimit(word, written);
  if (limit !== undefined) return [{ word, limit }];
  const [what, unit] =
    word === "memory"
      ? ["a size in memory", "20MiB or 64kB"]
      : ["a number", word === "macs" ? "0.6G or 600M" : "5M or 250_000"];
  throw new UsageError(`--${name} must be ${what}, as in ${unit}, not ${written}.`);
}

function read(args: readonly string[]) {
  const known = options.map(({ name, short, example }) => {
    const type = example === undefined ? ("boolean" as const) : ("string" as const);
    return [name, short === undefined ? { type } : { type, short }] as const;
  });
  const parsed = parsedOf(args, Object.fromEntries(known));
  const given = parsed.tokens.flatMap((token) =>
    token.kind === "option" && token.value ? [token.name] : [],
  );
  const twice = given.find((name, index) => given.indexOf(name) !== index);
  if (twice === undefined) return parsed;
  const how = twice === "input" ? ", with commas between several inputs" : "";
  throw new UsageError(`--${twice} is given twice: write it once${how}.`);
}

function parsedOf(args: readonly string[], known: NonNullable<ParseArgsConfig["options"]>) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: known, tokens: true });
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
