import type { TensorStatistics } from "../ir/index.ts";
import { classNamesIn, percent, plural, realNumber, textTable } from "../words/index.ts";
import type { CliOptions } from "./cli-options.ts";
import { runFile } from "./files-beside.ts";
import type { CliHost } from "./host.ts";
import { readBytes } from "./read-file.ts";
import { UsageError } from "./usage-error.ts";

export interface ClassNames {
  readonly file: string;
  readonly names: readonly string[];
}

/** The names in the file of `--classes`, else in the one beside the model's, one a line; null without one. */
export function readClassNames(options: CliOptions, host: CliHost): ClassNames | null {
  const file = runFile("classes", options, host)?.name;
  if (file === undefined) return null;
  const names = classNamesIn(new TextDecoder().decode(readBytes(file, host)));
  if (names.length === 0)
    throw new UsageError(`${file} has no class names. Write one a line, in the order of the outputs.`);
  return { file, names };
}

/** One of the five most probable classes. */
export interface ClassData {
  readonly index: number;
  /** Null where no file names the classes. */
  readonly name: string | null;
  readonly value: number;
  readonly probability: number;
}

/** Of an output's first row; empty where it has no class scores. */
export function topClasses(
  { top = [] }: TensorStatistics,
  names: readonly string[] | null,
): readonly ClassData[] {
  return top.map(({ index, value, probability }) => ({
    index,
    name: names?.[index] ?? null,
    value,
    probability,
  }));
}

/** Why the names do not fit an output of class scores; null where they do. */
export function misfitOf(output: TensorStatistics | undefined, { file, names }: ClassNames): string | null {
  const count = output?.shape[1];
  if (output?.top === undefined) return `${file} names classes, but no output has class scores.`;
  if (count === names.length) return null;
  return `${file} has ${plural(names.length, "name")}, but the output has ${count} classes.`;
}

/** A line for each class: its name, probability and the output's own number. */
export function classText(classes: readonly ClassData[], from: TensorStatistics["topFrom"]): string {
  const rows = classes.map(({ index, name, value, probability }) => {
    return [name ?? String(index), percent(probability), realNumber(value)];
  });
  const of = from === "output" ? "the output itself, which sums to 1" : "softmax of the output";
  return `Most probable classes: ${of}\n${textTable(null, rows, ["l", "r", "r"])}`;
}
