import { definitionOf, type Problem } from "../../problems/index.ts";
import type { Frame } from "../values/value.ts";

/*
 * Running the file ends at the first error. The analysis goes on behind it, so that everything else keeps its hints, and what
 * it meets then may only follow from the first error. A tensor behind a mismatch remembers that (`Made.isGuess`); values that
 * are missing do not, so within a call of the file's own only the first one counts.
 */

interface Faulted {
  readonly frame: Frame | null;
  /** The call of the file's own that has an error already, and what was refused in it. */
  faulted: { readonly call: Frame; readonly values: Set<string> } | null;
}

/** Whether a problem only follows from one that was reported in the same call of the file's own. */
export function isConsequence({ frame, faulted }: Faulted, problem: Problem): boolean {
  if (faulted === null || faulted.call !== outermost(frame)) return false;
  if (problem.code === "undefined-member" || problem.code === "thrown") return true;
  const value = refusedValue(problem);
  return value !== undefined && (isNoValue(value) || faulted.values.has(value));
}

/** Remembers that the call of the file's own that is under way has an error. */
export function noteError(m: Faulted, problem: Problem): void {
  const call = outermost(m.frame);
  if (call === null || definitionOf(problem.code).severity !== "error") return;
  if (m.faulted?.call !== call) m.faulted = { call, values: new Set() };
  const value = refusedValue(problem);
  if (value !== undefined) m.faulted.values.add(value);
}

/** The call of the file's own that led to one inside it. */
export function outermost(frame: Frame | null): Frame | null {
  let at = frame;
  while (at?.outer) at = at.outer;
  return at;
}

/** What is refused, where that is a value which may be refused again elsewhere. */
function refusedValue(problem: Problem): string | undefined {
  switch (problem.code) {
    case "invalid-attribute":
      return typeof problem.data.value === "object" ? undefined : String(problem.data.value);
    case "not-callable":
    case "not-a-class":
    case "not-iterable":
    case "not-a-tensor":
    case "not-a-module":
    case "not-a-list":
    case "not-options":
      return problem.data.what;
    default:
      return undefined;
  }
}

/** Whether something is refused because it is missing or no number. */
function isNoValue(value: string): boolean {
  return /\b(?:undefined|null|NaN)\b/.test(value);
}
