import type { Problem, RelatedData } from "../analyzer/index.ts";
import type { FileRange } from "../base/index.ts";
import { printShape } from "../ir/index.ts";
import type { WordedProblem } from "../protocol/index.ts";
import { findDiagnostic, type Severity } from "./diagnostics/index.ts";
import type { View } from "./view/view.ts";

/** A fault as an editor marks it. */
export interface MarkedProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: FileRange;
  /** What led to it, in the order in which it helps. */
  readonly related: readonly { readonly at: FileRange; readonly message: string }[];
}

/** All faults that the analysis found, worded; in other files too, where a local import is at fault. */
export function markedProblems(view: View): readonly MarkedProblem[] {
  return view.analysis.problems.map(markedProblem);
}

/**
 * The faults to mark in the analysed file itself: its own, and those of the files in `told`, which have their marks
 * from an analysis of their own that knows nothing of this file. They are marked at what led there from here.
 */
export function problemsHere(view: View, told: ReadonlySet<string>): readonly MarkedProblem[] {
  const { file } = view.analysis;
  return markedProblems(view).flatMap((problem) => {
    if (problem.at.file === file) return [problem];
    const here = problem.related.find(({ at }) => at.file === file)?.at;
    if (here === undefined || !told.has(problem.at.file)) return [];
    const there = { at: problem.at, message: "It is told of this place." };
    return [{ ...problem, at: here, related: [there, ...problem.related.filter(({ at }) => at !== here)] }];
  });
}

export function markedProblem(problem: Problem): MarkedProblem {
  const { code, severity, message } = findDiagnostic(problem.code);
  return {
    code,
    severity,
    message: message(problem),
    at: problem.at,
    related: problem.related.map(({ at, data }) => ({ at, message: relatedWords(data) })),
  };
}

/** The same by line and column; a file whose text is not to be had counts as one line. */
export function wordedProblem(
  view: View,
  problem: Problem,
  addressOf = (file: string) => file,
): WordedProblem {
  const { code, message, at } = markedProblem(problem);
  const place = view.linesOf(at.file)?.positionAt(at.start) ?? { line: 0, character: 0 };
  return { code, message, file: addressOf(at.file), line: place.line + 1, column: place.character + 1 };
}

function relatedWords(data: RelatedData): string {
  if (data.kind === "shape-from") return `${printShape(data.shape)} comes from here.`;
  return data.kind === "called-from" ? "Called from here." : "Constructed here.";
}
