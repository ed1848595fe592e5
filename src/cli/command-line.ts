import { parseArgs } from "node:util";
import type { CostUnit } from "../ide/index.ts";
import { UsageError } from "./usage-error.ts";

/** A command line, read and checked. */
type CommandLine =
  | { readonly kind: "help" }
  | { readonly kind: "command"; readonly command: string; readonly options: CliOptions };

export interface CliOptions {
  /** As the person wrote it. */
  readonly file: string;
  readonly json: boolean;
  /** Sizes of the example input; null where the file's own is meant. */
  readonly input: readonly number[] | null;
  readonly className: string | null;
  readonly units: CostUnit;
  readonly seed: number;
  readonly runs: number;
  readonly threads: number;
  readonly memory: "normal" | "low";
  /** A .safetensors file, as the person wrote it; null where weights are made from the seed. */
  readonly weights: string | null;
  /** The format's name, as the person wrote it; null where the output's ending tells. */
  readonly format: string | null;
  readonly output: string | null;
}

export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = read(args);
  const [command, file, ...more] = positionals;
  if (values.help === true || command === undefined || command === "help") return { kind: "help" };
  if (file === undefined) throw new UsageError(`Which file? For example: cnn-blocks ${command} model.ts`);
  if (more.length > 0) throw new UsageError(`One file at a time; ${more.join(" ")} is too much.`);
  const options: CliOptions = {
    file,
    json: values.json === true,
    input: values.input === undefined ? null : sizes(values.input),
    className: values.class ?? null,
    units: unit(values.units ?? "MACs"),
    seed: wholeNumber("--seed", values.seed ?? "0", 0),
    runs: wholeNumber("--runs", values.runs ?? "5", 1),
    threads: wholeNumber("--threads", values.threads ?? "1", 1),
    memory: memory(values.memory ?? "normal"),
    weights: values.weights ?? null,
    format: values.format ?? null,
    output: values.output ?? null,
  };
  return { kind: "command", command, options };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        json: { type: "boolean" },
        input: { type: "string" },
        class: { type: "string" },
        units: { type: "string" },
        seed: { type: "string" },
        runs: { type: "string" },
        threads: { type: "string" },
        memory: { type: "string" },
        weights: { type: "string" },
        format: { type: "string" },
        output: { type: "string", short: "o" },
      },
    });
  } catch (fault) {
    throw new UsageError(faultText(fault));
  }
}

/** Node goes on about what to write before names that begin with a dash. */
function faultText(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const [, unknown] = /^Unknown option '([^']+)'/.exec(fault.message) ?? [];
  return unknown === undefined ? fault.message : `There is no option ${unknown}; --help says more.`;
}

/** `1x3x224x224`; `,` and `×` separate as well. */
function sizes(text: string): readonly number[] {
  const numbers = text.split(/[x×,]/i).map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : 0));
  if (numbers.some((size) => size < 1)) {
    throw new UsageError(`--input ${text} is no shape: sizes from 1 joined by x, as in 1x3x224x224.`);
  }
  return numbers;
}

function unit(text: string): CostUnit {
  if (text === "MACs" || text === "FLOPs") return text;
  throw new UsageError(`--units is MACs or FLOPs, not ${text}.`);
}

function memory(text: string): CliOptions["memory"] {
  if (text === "normal" || text === "low") return text;
  throw new UsageError(`--memory is normal or low, not ${text}.`);
}

function wholeNumber(name: string, text: string, least: number): number {
  if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
  throw new UsageError(`${name} ${text} is no whole number from ${least}.`);
}
