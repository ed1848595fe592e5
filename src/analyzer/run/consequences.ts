import { covers, isNothing, type Thing } from "../../base/index.ts";
import { printDim, type Shape } from "../../ir/index.ts";
import {
  definitionOf,
  isThing,
  type Problem,
  type ProblemCode,
  type ProblemData,
} from "../../problems/index.ts";
import type { Hidden, PlacedProblem, ProblemPlace } from "../analysis.ts";
import { canBeSize } from "../values/make.ts";
import type { Frame } from "../values/value.ts";

/*
 * Running the file ends at the first error. The analysis goes on behind it, so that everything else keeps its hints, and what
 * it meets then may only follow from the first error. A tensor behind a mismatch remembers that (`Made.isGuess`); values that
 * are missing do not, so within a call of the file's own only the first one counts. A tensor of the wrong size is refused by
 * everything that it reaches; there, too, only the first one counts.
 */

/** What was refused in a call of the file's own. */
export interface FaultedCall {
  readonly call: Frame;
  readonly values: Set<string>;
  /** The shapes that were refused, with what was expected of each. */
  readonly shapes: Map<Shape, Set<string>>;
  /** The calls inside it that were refused for an argument, and those that only pass such an argument on. */
  readonly misled: Set<Frame>;
}

type Met = Problem & Pick<ProblemPlace, "at"> & Partial<ProblemPlace>;

interface Faulted {
  readonly problems: ReadonlyMap<string, PlacedProblem>;
  readonly consequences: Map<string, Hidden>;
  readonly frame: Frame | null;
  /** The call of the file's own that has an error already, and what was refused in it. */
  faulted: FaultedCall | null;
}

/**
 * Whether a problem only follows from one that was reported in the same call of the file's own, or among the same arguments; then its
 * place is remembered.
 */
export function isConsequence(m: Faulted, problem: Met): boolean {
  const isFollowing = follows(m, problem);
  if (isFollowing) noteConsequence(m, problem);
  return isFollowing;
}

/** Remembers where an error is that is not reported because it may only follow from another one. */
export function noteConsequence(
  { consequences }: Pick<Faulted, "consequences">,
  { code, at, data }: Hidden,
): void {
  consequences.set(JSON.stringify([code, at.file, at.start, data]), { code, at, data });
}

function follows({ frame, faulted, problems }: Faulted, problem: Met): boolean {
  if (isBesideKeyword(problem, problems) || isOfUnnamedOption(problem, problems)) return true;
  if (faulted === null || faulted.call !== outermost(frame)) return false;
  if (problem.code === "undefined-member" || problem.code === "thrown") return true;
  if (frame !== null && faulted.misled.has(frame) && isMisplaced(problem)) return true;
  const size = refusedSize(problem);
  if (size !== undefined) return faulted.shapes.get(size.shape)?.has(size.expected) ?? false;
  const value = isWrittenInCall(problem, frame) ? undefined : refusedValue(problem);
  return (
    value !== undefined &&
    (isNothing(value) || faulted.values.has(keyOf(value)) || isWorkedOut(value, faulted))
  );
}

/** Whether the refused options are written in the call itself: then each such call is a mistake of its own. */
function isWrittenInCall({ code, at }: Met, frame: Frame | null): boolean {
  return code === "not-options" && frame?.place != null && at.start > frame.place.start;
}

/** Whether it concerns the arguments of a call that already has a keyword argument: that one throws before the call is made. */
function isBesideKeyword(problem: Met, problems: Faulted["problems"]): boolean {
  const isKeyword = problem.code === "undeclared-name" && problem.data.keywordOf !== undefined;
  if (problem.code !== "not-options" && !isKeyword) return false;
  return [...problems.values()].some(
    ({ code, at, data }) =>
      code === "undeclared-name" &&
      data.keywordOf !== undefined &&
      !(isKeyword && at.start === problem.at.start) &&
      covers(data.keywordOf, problem.at),
  );
}

/** Whether it is about an option that was refused for having no name, so that another one may be meant. */
function isOfUnnamedOption({ code, at: { file, start } }: Met, problems: Faulted["problems"]): boolean {
  if (code === "not-options") return false;
  return [...problems.values()].some(
    ({ code: other, at }) => other === "not-options" && at.start === start && at.file === file,
  );
}

/** What an argument in the wrong place is refused for, and what stands beside it then. */
const ofArguments: ReadonlySet<ProblemCode> = new Set([
  ...(["invalid-attribute", "not-a-list", "not-a-module", "not-a-tensor", "not-options"] as const),
]);

/** Whether an argument is refused for what it is, as one that stands in another's place. A wrong number is only wrong itself. */
function isMisplaced(problem: Problem): boolean {
  const isNumber = problem.code === "invalid-attribute" && typeof problem.data.value === "number";
  return ofArguments.has(problem.code) && !isNumber;
}

/** Calculating with what is missing, or with a text, gives NaN. */
function isWorkedOut({ kind }: Thing, { values }: FaultedCall): boolean {
  return kind === "NaN" && values.size > 0;
}

/** Remembers that the call of the file's own that is under way has an error. */
export function noteError(m: Faulted, problem: Met): void {
  const call = outermost(m.frame);
  if (call === null || definitionOf(problem.code).severity !== "error") return;
  if (m.faulted?.call !== call) m.faulted = { call, values: new Set(), shapes: new Map(), misled: new Set() };
  if (isMisplaced(problem)) noteMisled(m.faulted, m.frame);
  const size = refusedSize(problem);
  if (size !== undefined)
    m.faulted.shapes.set(size.shape, (m.faulted.shapes.get(size.shape) ?? new Set()).add(size.expected));
  const value = refusedValue(problem);
  if (value !== undefined) m.faulted.values.add(keyOf(value));
}

function noteMisled({ call, misled }: FaultedCall, frame: Frame | null): void {
  if (frame === null) return;
  misled.add(frame);
  if (frame.outer !== null && frame.outer !== call) misled.add(frame.outer);
}

/** The call of the file's own that led to one inside it. */
export function outermost(frame: Frame | null): Frame | null {
  let at = frame;
  while (at?.outer) at = at.outer;
  return at;
}

/** The shape that an op refuses for the size of an axis or their number, and which it expects. */
function refusedSize(problem: Met): { readonly shape: Shape; readonly expected: string } | undefined {
  const shape = problem.op?.inputs[0];
  if (shape === undefined) return undefined;
  switch (problem.code) {
    case "channel-mismatch":
    case "feature-mismatch":
      return { shape, expected: `${problem.code} ${printDim(problem.data.expected)}` };
    case "wrong-rank":
      return { shape, expected: problem.data.expected };
    default:
      return undefined;
  }
}

/** The refused value, if it may be refused again elsewhere. */
function refusedValue(problem: Problem): Thing | undefined {
  switch (problem.code) {
    case "invalid-attribute":
      return thingIn(problem.data.value);
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

/**
 * What an attribute is refused for: a number counts as a text of its digits. Numbers that can be no size, and object literals,
 * know where they are written, so the same one written twice is two errors (`Machine.refusedSources`).
 */
function thingIn(value: ProblemData<"invalid-attribute">["value"]): Thing | undefined {
  if (typeof value === "number") return numberIn(value);
  if (typeof value === "string") return { kind: "text", text: value };
  return isThing(value) && value.kind !== "object" ? value : undefined;
}

function numberIn(value: number): Thing | undefined {
  if (Number.isNaN(value)) return { kind: "NaN" };
  return canBeSize(value) ? { kind: "text", text: String(value) } : undefined;
}

function keyOf(thing: Thing): string {
  return JSON.stringify(thing);
}
