import { type Analysis, AnalysisCancelled, type PlacedProblem } from "../../analyzer/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { isAdvice } from "../lints/index.ts";
import { backThrough, edited, type Replacement } from "../view/text-edits.ts";
import { createView, type View } from "../view/view.ts";
import type { Offer } from "./code-action.ts";

/**
 * Whether a fix does what it says: the file is analysed as if the edits were made. The problem has to be gone,
 * without a new problem or a new unknown. So a fix that suits one caller of a shared layer and breaks another is never offered.
 */
export function isRight(
  sources: AnalysisSources,
  problem: PlacedProblem,
  { edits, isSpelling }: Offer,
): boolean {
  const { view } = sources;
  if (edits.some(({ at }) => at.file !== view.analysis.file)) return false;
  const replacements = inOrder(edits);
  const after = viewOf(sources, edited(view.text, replacements));
  if (after === null) return false;
  return isSpelling ? isGone(after, problem, replacements) : isBetter(view, after, problem);
}

/** Edits of one file in the order of its text; those at the same place keep their order. */
export function inOrder(edits: Offer["edits"]): readonly Replacement[] {
  return edits
    .map(({ at: { start, end }, text }) => ({ start, end, text }))
    .sort((a, b) => a.start - b.start);
}

/** The view that the file would have with another text; null where that takes too long. */
export function viewOf({ view, workspace, patience }: AnalysisSources, text: string): View | null {
  const deadline = Date.now() + patience;
  const { settings } = view;
  const { file } = view.analysis;
  try {
    const analysis = workspace.analyzeAs(file, text, {
      defaultInputSize: settings.defaultInputSize,
      isCancelled: () => Date.now() > deadline,
    });
    return createView(analysis, text, settings, (path) => workspace.read(path));
  } catch (fault) {
    if (!(fault instanceof AnalysisCancelled)) throw fault;
    return null;
  }
}

function isGone(
  { analysis }: View,
  { code, at }: PlacedProblem,
  replacements: readonly Replacement[],
): boolean {
  const back = backThrough(replacements);
  return !analysis.problems.some(
    (other) => other.code === code && other.at.file === at.file && back(other.at.start) === at.start,
  );
}

function isBetter(before: View, after: View, { code }: PlacedProblem): boolean {
  const [had, has] = [timesByCode(before, code), timesByCode(after, code)];
  return (has.get(code) ?? 0) < (had.get(code) ?? 0) && !isWorse(before, after, code);
}

/** Whether a text brings a problem, or something that is not known. Advice counts only where the given code is advice. */
export function isWorse(before: View, after: View, code = ""): boolean {
  const [had, has] = [timesByCode(before, code), timesByCode(after, code)];
  const brings = [...has].some(([other, times]) => times > (had.get(other) ?? 0));
  return brings || unknowns(after.analysis) > unknowns(before.analysis);
}

/** How often each code is told. Advice counts only where the fix is for advice: taking it is a matter of taste. */
function timesByCode(view: View, code: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const problems = isAdvice(code)
    ? view.problems()
    : view.analysis.problems.filter((other) => !isAdvice(other.code));
  for (const other of problems) times.set(other.code, (times.get(other.code) ?? 0) + 1);
  return times;
}

function unknowns({ models }: Analysis): number {
  return models.reduce((sum, { graph }) => sum + graph.unknowns.length, 0);
}
