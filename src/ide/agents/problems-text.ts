import { markedProblem, problemLine, wordedProblem } from "../problems.ts";
import type { View } from "../view/view.ts";
import type { ToolContext } from "./agent-tool.ts";
import { shownFile } from "./files.ts";

/** A line for each problem of a view, with what led to it on lines below. */
export function problemsText(view: View, context: ToolContext): string {
  const problems = view.problems();
  if (problems.length === 0) return "No problems.";
  const shown = (file: string) => shownFile(context, file);
  const lines = problems.flatMap((problem) => [
    problemLine(wordedProblem(view, problem, shown)),
    ...markedProblem(problem).related.map(
      ({ at, message }) => `  ${shown(at.file)}:${view.lineOf(at) ?? "?"}: ${message}`,
    ),
  ]);
  return lines.join("\n");
}
