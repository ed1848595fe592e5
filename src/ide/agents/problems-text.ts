import { markedProblems, wordedProblem } from "../problems.ts";
import type { View } from "../view/view.ts";
import type { ToolContext } from "./agent-tool.ts";
import { shownFile } from "./files.ts";

/** Every problem of a view in a line, with what led to it in lines below. */
export function problemsText(view: View, context: ToolContext): string {
  const problems = view.problems();
  if (problems.length === 0) return "No problems.";
  const marked = markedProblems(view);
  const lines = problems.flatMap((problem, index) => {
    const { file, line, column, severity, code, message } = wordedProblem(view, problem, (path) =>
      shownFile(context, path),
    );
    const related = marked[index]?.related ?? [];
    return [
      `${file}:${line}:${column}: ${severity}[${code}]: ${message}`,
      ...related.map(({ at, message: words }) => `  line ${view.lineOf(at) ?? "?"}: ${words}`),
    ];
  });
  return lines.join("\n");
}
