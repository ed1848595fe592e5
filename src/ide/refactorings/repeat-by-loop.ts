import { alikeInRow, constructionAround } from "../../analyzer/index.ts";
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
  summary: "Replaces identical layers in a row by a loop.",
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
  proposals({ view }, selection) {
    const file = view.parsed();
    const construction = constructionAround(file, selection);
    const row = construction && alikeInRow(file, construction);
    if (!row) return [];
    const text = view.text.slice(construction.start, construction.end);
    const at = { file: view.analysis.file, ...row.range };
    const loop = `...Array.from({ length: ${row.times} }, () => ${text})`;
    return [{ title: `Write the ${row.times} identical layers as a loop`, ways: [[{ at, text: loop }]] }];
  },
};
