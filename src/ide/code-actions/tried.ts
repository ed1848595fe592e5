import type { Analysis, Hidden, PlacedProblem } from "../../analyzer/index.ts";
import type { ProblemCode } from "../../problems/index.ts";
import { type AnalysisSources, viewAs } from "../arguments/sources.ts";
import { isAdvice } from "../lints/index.ts";
import { backThrough, edited, type Replacement } from "../view/text-edits.ts";
import type { View } from "../view/view.ts";
import type { Offer } from "./code-action.ts";
import { inOrder } from "./edits.ts";

/**
 * Whether a fix works: the file is analysed as if the edits were made. The problem has to be gone, and there
 * must be no new problem and nothing more that is unknown. So a fix that suits one caller of a shared layer and
 * breaks another is never offered.
 */
export function isRight(
  sources: AnalysisSources,
  problem: PlacedProblem,
  { edits, isSpelling }: Offer,
  mayReveal = false,
): boolean {
  const { view } = sources;
  if (edits.some(({ at }) => at.file !== view.analysis.file)) return false;
  const replacements = inOrder(edits);
  const after = viewAs(sources, edited(view.text, replacements));
  if (after === null) return false;
  // Channels that became the kernel's size were not meant by what was written.
  if (isSpelling) return isGone(after, problem, replacements) && largeKernels(after) <= largeKernels(view);
  return isBetter(
    view,
    mayReveal ? withoutHidden(after, view.analysis, problem, replacements) : after,
    problem,
  );
}

function largeKernels({ analysis }: View): number {
  return analysis.problems.filter(({ code }) => code === "kernel-exceeds-input").length;
}

function isGone(
  { analysis }: View,
  { code, at }: PlacedProblem,
  replacements: readonly Replacement[],
): boolean {
  const back = backThrough(replacements);
  return !analysis.problems.some(
    // A longer one that begins there was hidden by this one: `x + y + z`.
    (other) =>
      other.code === code &&
      other.at.file === at.file &&
      back(other.at.start) === at.start &&
      back(other.at.end) <= at.end,
  );
}

const ofBranches: ReadonlySet<ProblemCode> = new Set(["concat-mismatch", "shape-mismatch"]);

/**
 * The view without problems that were there before, hidden behind another one: a second slip is no reason to keep the first. Where
 * problems of the same kind follow, or branches no longer fit each other, a consequence was mended and not the cause.
 */
function withoutHidden(
  after: View,
  { hidden }: Analysis,
  mended: PlacedProblem,
  replacements: readonly Replacement[],
): View {
  // What a layer gives depends on arguments that were missing, and so does what follows.
  if (mended.code === "invalid-attribute") return after;
  const others = hidden.filter(({ code }) => code !== mended.code && !ofBranches.has(code));
  if (others.length === 0) return after;
  const back = backThrough(replacements);
  const { file } = after.analysis;
  const known = new Set(others.map((problem) => slipOf(problem, problem.at.start)));
  const isNew = (problem: PlacedProblem): boolean =>
    !known.has(slipOf(problem, problem.at.file === file ? back(problem.at.start) : problem.at.start));
  const problems = after.problems().filter(isNew);
  return {
    ...after,
    analysis: { ...after.analysis, problems: after.analysis.problems.filter(isNew) },
    problems: () => problems,
  };
}

function isBetter(before: View, after: View, { code }: PlacedProblem): boolean {
  const counts = isAdvice(code) ? "with advice" : "without advice";
  const [had, has] = [timesByCode(before, counts), timesByCode(after, counts)];
  return (has.get(code) ?? 0) < (had.get(code) ?? 0) && !isWorse(before, after, counts);
}

/** Whether a text has more problems of some code, or more that is unknown. Only a fix for advice counts advice. */
export function isWorse(before: View, after: View, counts: Counted = "without advice"): boolean {
  const [had, has] = [timesByCode(before, counts), timesByCode(after, counts)];
  const brings = [...has].some(([code, times]) => times > (had.get(code) ?? 0));
  return brings || unknowns(after.analysis) > unknowns(before.analysis);
}

type Counted = "with advice" | "without advice";

/** How many problems there are of each code. */
function timesByCode(view: View, counts: Counted): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const problems =
    counts === "with advice"
      ? view.problems()
      : view.analysis.problems.filter((other) => !isAdvice(other.code));
  for (const other of problems) times.set(other.code, (times.get(other.code) ?? 0) + 1);
  return times;
}

function unknowns({ models }: Analysis): number {
  return models.reduce((sum, { graph }) => sum + graph.unknowns.length, 0);
}

/** A problem with what it says: one that says something else by now depends on what was mended. */
function slipOf({ code, at, data }: PlacedProblem | Hidden, start: number): string {
  return JSON.stringify([code, at.file, start, data]);
}
