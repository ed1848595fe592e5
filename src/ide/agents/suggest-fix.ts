import type { PlacedProblem } from "../../analyzer/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { type OfferedAction, offeredActions } from "../code-actions/index.ts";
import { wordedProblem } from "../problems.ts";
import type { View } from "../view/view.ts";
import { type AgentTool, answered, refused, type ToolContext } from "./agent-tool.ts";
import { shownFile } from "./files.ts";
import { usual } from "./inputs.ts";
import { namedFile } from "./models.ts";

export const suggestFix: AgentTool = {
  name: "suggest_fix",
  title: "Suggest fixes for a CNN",
  description:
    "For each problem of a file, or of one line, the small edits that mend it. Every edit has been tried: with it the problem is gone and no other one appears. Nothing is written; apply an edit yourself.",
  inputs: {
    file: usual.file,
    line: { type: "integer", description: "Only problems that begin on this line, counted from 1." },
  },
  async answer(inputs, context) {
    const file = await namedFile(inputs, context);
    if (!file.ok) return file;
    const { view } = file.value;
    const line = inputs.number("line");
    const problems = view.problems().filter(({ at }) => line === undefined || view.lineOf(at) === line);
    if (problems.length > 0)
      return answered(problems.map((problem) => fixesText(file.value, problem, context)).join("\n\n"));
    if (line === undefined) return answered("The file has no problems.");
    const others = [...new Set(view.problems().map(({ at }) => view.lineOf(at)))];
    return refused(
      `No problem begins on line ${line}. ${others.length === 0 ? "The file has none." : `There are some on ${others.join(", ")}.`}`,
    );
  },
};

function fixesText(sources: AnalysisSources, problem: PlacedProblem, context: ToolContext): string {
  const { view } = sources;
  const { file, line, column, code, message } = wordedProblem(view, problem, (path) =>
    shownFile(context, path),
  );
  const index = view.problems().indexOf(problem);
  const offers = offeredActions(sources, problem.at).filter((offer) => offer.problem === index);
  const fixes =
    offers.length === 0
      ? [`No fix is known that holds by itself; explain_problem says what ${code} means.`]
      : offers.map((offer) => offerText(view, offer));
  return [`${file}:${line}:${column}: [${code}] ${message}`, ...fixes].join("\n");
}

/** The title, and the text that each edit puts in the place of another. */
function offerText(view: View, { title, preferred, edits }: OfferedAction): string {
  const lines = edits.map(({ at, text }) => {
    const place = view.linesOf(at.file)?.positionAt(at.start);
    const where = place === undefined ? "?" : `${place.line + 1}:${place.character + 1}`;
    const before = view.text.slice(at.start, at.end);
    return before === ""
      ? `    at ${where} insert ${JSON.stringify(text)}`
      : `    at ${where} replace ${JSON.stringify(before)} by ${JSON.stringify(text)}`;
  });
  return [`- ${title}${preferred ? " (most likely)" : ""}`, ...lines].join("\n");
}
