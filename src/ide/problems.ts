import type { PlacedProblem, RelatedData } from "../analyzer/index.ts";
import type { FileRange } from "../base/index.ts";
import { printShape } from "../ir/index.ts";
import { opSentence } from "../ops/index.ts";
import { type ProblemCode, type Severity, sentenceOf, severityOf } from "../problems/index.ts";
import type { WordedProblem } from "../protocol/index.ts";
import type { View } from "./view/view.ts";

/** A problem as an editor marks it. */
export interface MarkedProblem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly at: FileRange;
  /** What led to it, in the order in which it helps. */
  readonly related: readonly { readonly at: FileRange; readonly message: string }[];
}

/** All problems that the analysis found, in sentences; in other files too, where a local import is at fault. */
export function markedProblems(view: View): readonly MarkedProblem[] {
  return view.problems().map(markedProblem);
}

/**
 * The problems to mark in the analysed file: its own, and those of files that it imports, open or not, at the place here that
 * led to them.
 */
export function problemsHere(view: View): readonly MarkedProblem[] {
  const { file } = view.analysis;
  return markedProblems(view).flatMap((problem) => {
    if (problem.at.file === file) return [problem];
    const here = problem.related.find(({ at }) => at.file === file)?.at;
    if (here === undefined) return [];
    const there = { at: problem.at, message: "The problem is reported here." };
    return [{ ...problem, at: here, related: [there, ...problem.related.filter(({ at }) => at !== here)] }];
  });
}

export function markedProblem(problem: PlacedProblem): MarkedProblem {
  return {
    code: problem.code,
    severity: severityOf(problem),
    message: sentence(problem),
    at: problem.at,
    related: problem.related.map(({ at, data }) => ({ at, message: relatedWords(data) })),
  };
}

function sentence(problem: PlacedProblem): string {
  const { op } = problem;
  return op === null ? sentenceOf(problem) : opSentence(op.kind, problem, op.inputs);
}

/** The same by line and column; a file whose text cannot be read counts as one line. */
export function wordedProblem(
  view: View,
  problem: PlacedProblem,
  addressOf = (file: string) => file,
): WordedProblem {
  const { code, severity, message, at } = markedProblem(problem);
  const place = view.linesOf(at.file)?.positionAt(at.start) ?? { line: 0, character: 0 };
  const { start, end } = at;
  const [line, column] = [place.line + 1, place.character + 1];
  return { code, severity, message, file: addressOf(at.file), line, column, start, end };
}

/** `model.ts:12:20: error[channel-mismatch]: …` */
export function problemLine({ code, severity, message, file, line, column }: WordedProblem): string {
  return `${file}:${line}:${column}: ${severity}[${code}]: ${message}`;
}

function relatedWords(data: RelatedData): string {
  if (data.kind === "shape-from") return `${printShape(data.shape)} comes from here.`;
  if (data.kind === "batch-folded") return "The batch becomes a part of the features here.";
  if (data.kind === "imported-from") return "Imported here.";
  return data.kind === "called-from" ? "Called from here." : "Constructed here.";
}
