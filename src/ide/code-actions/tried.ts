import type { Analysis, PlacedProblem } from "../../analyzer/index.ts";
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
  if (isSpelling) return isGone(after, problem, replacements);
  return isBetter(view, mayReveal ? withoutHidden(after, view.analysis, replacements) : after, problem);
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

/** The view without problems that were there before, hidden behind another one: a second slip is no reason to keep the first. */
function withoutHidden(after: View, { hidden }: Analysis, replacements: readonly Replacement[]): View {
  if (hidden.length === 0) return after;
  const back = backThrough(replacements);
  const places = new Set(hidden.map(({ code, at }) => `${code} ${at.file} ${at.start}`));
  const isNew = ({ code, at }: PlacedProblem): boolean =>
    !places.has(`${code} ${at.file} ${at.file === after.analysis.file ? back(at.start) : at.start}`);
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
