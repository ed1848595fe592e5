import type { Analysis, Model, ParsedFile, PlacedProblem } from "../../analyzer/index.ts";
import type { Report } from "../../ir/index.ts";
import type { Settings } from "../../settings/index.ts";
import { findings, ignoredLines, isAdvice, lintedModel } from "../lints/index.ts";
import { lineMap } from "./line-map.ts";
import { overBudgets } from "./over-budget.ts";

/**
 * What is wrong, by place: what the analysis found, what only counting models can tell, and advice, without that which the
 * author does not want to hear.
 */
export function problemsOf(
  analysis: Analysis,
  report: (model: Model) => Report,
  text: string,
  parsed: () => ParsedFile,
  { lints }: Settings,
): readonly PlacedProblem[] {
  const { file } = analysis;
  const off: ReadonlySet<string> = new Set(lints.off);
  const lines = lineMap(text);
  const lineOf = (offset: number) => lines.positionAt(offset).line;
  const ignored = ignoredLines(text, parsed, lineOf);
  const isHeard = ({ code, at }: PlacedProblem): boolean =>
    !isAdvice(code) ||
    (lints.enabled && !off.has(code) && at.file === file && !ignored.isIgnored(lineOf(at.start), code));
  const advice = lints.enabled ? adviceOn(analysis.models, report) : [];
  return [...analysis.problems, ...overBudgets(analysis, report), ...advice]
    .filter(isHeard)
    .sort((a, b) => Number(a.at.file !== file) - Number(b.at.file !== file) || a.at.start - b.at.start);
}

function adviceOn(models: readonly Model[], report: (model: Model) => Report): readonly PlacedProblem[] {
  const linted = models.map((model) => lintedModel(model, () => report(model)));
  return findings(linted).map((finding) => ({ ...finding, related: [], op: null }));
}
