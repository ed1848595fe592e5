import { constructionAround, type RepeatedParts, repeatedAround } from "../../analyzer/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { indentAt, indentStep, reindented } from "./new-class.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { nn, randn } from "cnn-blocks";
const stage = new nn.Sequential(
  new nn.ResidualBlock(32, 64, 2),
  new nn./*|*/ResidualBlock(64, 64),
  new nn.ResidualBlock(64, 64),
  new nn.ResidualBlock(64, 64),
);
stage(randn(1, 32, 16, 16));
`;

export const repeatByLoop: Refactoring = {
  id: "repeat-by-loop",
  summary: "Replaces identical layers in a row, or groups of layers that recur, by a loop.",
  kind: "refactor.rewrite",
  keeps: "computation",
  example: {
    before,
    after: before
      .replace("  new nn.ResidualBlock(64, 64),\n", "")
      .replace("  new nn.ResidualBlock(64, 64),\n", "")
      .replace(
        "new nn./*|*/ResidualBlock(64, 64)",
        "...Array.from({ length: 3 }, () => new nn.ResidualBlock(64, 64))",
      ),
  },
  proposals(sources, selection) {
    const { view } = sources;
    const file = view.parsed();
    const construction = constructionAround(file, selection);
    const repeated = construction && repeatedAround(file, construction);
    if (!repeated) return [];
    const { range, parts, times } = repeated;
    const what =
      parts.length === 1 ? `${times} identical layers` : `${times} groups of ${parts.length} layers`;
    const edit = { at: { file: view.analysis.file, ...range }, text: loopOf(sources, repeated) };
    return [{ title: `Write the ${what} as a loop`, ways: [[edit]] }];
  },
};

/** A group is a list, so a list of groups has to be flattened. */
function loopOf(sources: AnalysisSources, { range, parts, times }: RepeatedParts): string {
  const { text } = sources.view;
  const texts = parts.map(({ start, end }) => text.slice(start, end));
  const group = parts.length === 1 ? (texts[0] ?? "") : listOf(sources, range.start, texts);
  return `...Array.from({ length: ${times} }, () => ${group})${parts.length === 1 ? "" : ".flat()"}`;
}

/** On one line, or with a line for each where the text has so. */
function listOf(sources: AnalysisSources, at: number, texts: readonly string[]): string {
  const { text } = sources.view;
  const indent = indentAt(text, at);
  const isFirst = text.slice(text.lastIndexOf("\n", at - 1) + 1, at).trim() === "";
  if (!isFirst) return `[${texts.join(", ")}]`;
  const deeper = `${indent}${indentStep(sources)}`;
  const lines = texts.map((one) => `${deeper}${reindented(one, indent, deeper)},\n`);
  return `[\n${lines.join("")}${indent}]`;
}
