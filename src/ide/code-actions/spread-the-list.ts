import { constructionParts, isArrayLiteralAt, type ParsedFile } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import type { CodeAction } from "./code-action.ts";

export const spreadTheList: CodeAction<"not-a-module"> = {
  id: "spread-the-list",
  summary: "Gives the modules of an array one by one, as a Sequential takes them.",
  fixes: ["not-a-module"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst net = new nn.Sequential([new nn.Conv2d(3, 8, 3), new nn.ReLU()]);\nconst y = net(randn(1, 3, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst net = new nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.ReLU());\nconst y = net(randn(1, 3, 8, 8));\n',
  },
  offers({ view: { text, analysis, parsed } }, { at, data }) {
    if (at.file !== analysis.file || data.what.kind !== "array") return [];
    const list = { file: at.file, ...(onlyArgument(parsed(), at) ?? at) };
    if (!isArrayLiteralAt(parsed(), list)) {
      const title = `Spread it: ...${text.slice(list.start, list.end)}`;
      return [{ title, edits: [{ at: { ...list, end: list.start }, text: "..." }], preferred: true }];
    }
    const brackets = [
      { ...list, end: list.start + 1 },
      { ...list, start: list.end - 1 },
    ];
    const edits = brackets.map((bracket) => ({ at: bracket, text: "" }));
    return [{ title: "Give the modules one by one, without the array", edits, preferred: true }];
  },
};

/** The argument of a construction at a place, where it has no other. */
function onlyArgument(file: ParsedFile, at: Range): Range | undefined {
  const [only, ...others] = constructionParts(file, at)?.arguments ?? [];
  return others.length === 0 ? only : undefined;
}
