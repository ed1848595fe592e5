import type { FileRange } from "../base/index.ts";
import {
  type Counts,
  type Dim,
  type Gap,
  isUnknown,
  type Report,
  subtract,
  sum,
  type UnknownPart,
} from "../ir/index.ts";
import { exactCount } from "./counts.ts";

/*
 * How a total is said that may lack something: "at least 211", and why: "bn is unknown: line 5".
 */

/** Totals of a model or of a module, and what they lack. */
interface Totals<K extends keyof Counts> {
  readonly total: Readonly<Record<K, Dim>>;
  readonly gaps: readonly Gap[];
}

/** The gaps of one total. */
export function gapsIn({ gaps }: Pick<Report, "gaps">, name: keyof Counts): readonly Gap[] {
  return gaps.filter(({ lacks }) => lacks.includes(name));
}

/** A total of a report, said by `say`; a lower bound where it has gaps, and unknown where nothing of it is known. */
export function totalWords<K extends keyof Counts>(
  report: Totals<K>,
  name: K,
  say: (count: Dim) => string,
): string {
  return boundWords(report, name, say, ["at least ", "unknown"]);
}

/** As `totalWords`, for a narrow place: `≥ 211`. */
export function shortTotalWords<K extends keyof Counts>(
  report: Totals<K>,
  name: K,
  say: (count: Dim) => string,
): string {
  return boundWords(report, name, say, ["≥ ", "?"]);
}

function boundWords<K extends keyof Counts>(
  report: Totals<K>,
  name: K,
  say: (count: Dim) => string,
  [atLeast, unknown]: readonly [string, string],
): string {
  const count = report.total[name];
  if (gapsIn(report, name).length === 0) return say(count);
  return count === 0 ? unknown : `${atLeast}${say(count)}`;
}

/** `1,234 trainable, 9,408 fixed`; null if no parameter is fixed, for all that is known. */
export function trainableWords(report: Totals<"parameters" | "fixedParameters">): string | null {
  const { parameters, fixedParameters } = report.total;
  const isFixedKnown = gapsIn(report, "fixedParameters").length === 0;
  const lacksLayers = gapsIn(report, "parameters").length > 0;
  // Of layers that are not known, nothing suggests that they are fixed.
  if (fixedParameters === 0 && (isFixedKnown || lacksLayers)) return null;
  const fixed = `${totalWords(report, "fixedParameters", exactCount)} fixed`;
  if (!isFixedKnown || lacksLayers) return fixed;
  return `${exactCount(subtract(parameters, fixedParameters))} trainable, ${fixed}`;
}

/** The note after a layer's number of parameters: ` fixed`, ` (64 fixed)` or nothing. */
export function fixedNote({ parameters, fixedParameters }: ParameterSplit): string {
  if (fixedParameters === 0) return "";
  return parameters === fixedParameters ? " fixed" : ` (${exactCount(fixedParameters)} fixed)`;
}

type ParameterSplit = Pick<Counts, "parameters" | "fixedParameters">;

/** The peak of activation memory, which other outputs can only raise. */
export function peakWords(
  report: Pick<Report, "gaps" | "peakActivationBytes">,
  say: (bytes: Dim) => string,
): string {
  const { peakActivationBytes: peak } = report;
  if (gapsIn(report, "activationBytes").length === 0) return say(peak);
  return peak === 0 || isUnknown(peak) ? "unknown" : `at least ${say(peak)}`;
}

/** `330 are in conv3, which this call does not reach`; null where it reaches every layer. */
export function unusedWords({ unused, gaps }: Report): string | null {
  // Where something is unknown, so is what the call reaches.
  if (unused.length === 0 || gaps.length > 0) return null;
  const paths = unused.map(({ path }) => path);
  const more = paths.length - shownUnused;
  const names = [...paths.slice(0, shownUnused), ...(more > 0 ? [`${more} more`] : [])].join(", ");
  return `${exactCount(sum(unused.map(({ parameters }) => parameters)))} are in ${names}, which this call does not reach`;
}

const shownUnused = 4;

const shownParts = 3;

/** `bn is unknown: line 5`, one for each part; `lineOf` gives null where the text of a file is not at hand. */
export function partWords(
  parts: readonly UnknownPart[],
  lineOf: (place: FileRange) => number | null,
): string {
  const all = new Set(parts.map((part) => onePart(part, lineOf)));
  // What is told with its line is not told without one, too.
  const texts = [...all].filter((text) => ![...all].some((other) => other.startsWith(`${text}: line `)));
  const more = texts.length - shownParts;
  return [...texts.slice(0, shownParts), ...(more > 0 ? [`${more} more`] : [])].join("; ");
}

function onePart(part: UnknownPart, lineOf: (place: FileRange) => number | null): string {
  const line = part.because === null ? null : lineOf(part.because);
  return `${subject(part)}${line === null ? "" : `: line ${line}`}`;
}

function subject({ path, kind }: UnknownPart): string {
  const name = path === null || path === "" ? null : path;
  switch (kind) {
    case "value":
      return name === null ? "the result is unknown" : `${name} is unknown`;
    case "condition":
      return name === null ? "a part depends on a condition" : `${name} depends on a condition`;
    case "count":
      return name === null
        ? "how often a part is repeated is not known"
        : `how often ${name} comes is not known`;
    case "start":
      return `the numbers that ${name ?? "a tensor"} starts from are not known`;
  }
}
