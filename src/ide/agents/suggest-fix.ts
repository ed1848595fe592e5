import type { PlacedProblem } from "../../analyzer/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { actionsFor, type OfferedAction } from "../code-actions/index.ts";
import { wordedProblem } from "../problems.ts";
import type { View } from "../view/view.ts";
import { type AgentTool, answered, refused, type ToolContext } from "./agent-tool.ts";
import { shownFile } from "./files.ts";
import { commonInputs } from "./inputs.ts";
import { namedFile } from "./models.ts";

export const suggestFix: AgentTool = {
  name: "suggest_fix",
  title: "Suggest fixes for a CNN",
  description:
    "For each problem of a file, or of one line, small edits that fix it. Every fix has been tried: with it the problem is gone and no new one appears. Nothing is written; apply the edits yourself.",
  inputs: {
    file: commonInputs.file,
    line: { type: "integer", description: "Only problems that begin on this line, counted from 1." },
  },
  async answer(inputs, context) {
    const file = await namedFile(inputs, context);
    if (!file.ok) return file;
    const { view } = file.value;
    const line = inputs.number("line");
    const lineHere = ({ at }: PlacedProblem) => (at.file === view.analysis.file ? view.lineOf(at) : null);
    const all = view.problems();
    const wanted = all.filter((problem) => line === undefined || lineHere(problem) === line);
    if (wanted.length > 0)
      return answered(wanted.map((problem) => fixesText(file.value, problem, context)).join("\n\n"));
    if (line === undefined) return answered("The file has no problems.");
    const lines = [...new Set(all.flatMap((problem) => lineHere(problem) ?? []))];
    const others = lines.length === 0 ? "The file has none." : `There are some on ${lines.join(", ")}.`;
    return refused(`No problem begins on line ${line}. ${others}`);
  },
};

function fixesText(sources: AnalysisSources, problem: PlacedProblem, context: ToolContext): string {
  const { view } = sources;
  const { file, line, column, code, message } = wordedProblem(view, problem, (path) =>
    shownFile(context, path),
  );
  const offers = actionsFor(sources, view.problems().indexOf(problem));
  const fixes =
    offers.length === 0
      ? [`There is no quick fix for it; explain_problem says what ${code} means.`]
      : offers.map((offer) => offerText(view, offer));
  return [`${file}:${line}:${column}: [${code}] ${message}`, ...fixes].join("\n");
}

/** The title, and below it what each edit inserts or replaces. */
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
