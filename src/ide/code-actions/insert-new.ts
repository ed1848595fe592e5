import { isDottedNameAt } from "../../analyzer/index.ts";
import type { CodeAction } from "./code-action.ts";

export const insertNew: CodeAction<"missing-new"> = {
  id: "insert-new",
  summary: "Writes new before a class that is called.",
  fixes: ["missing-new"],
  isInFixAll: true,
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst pool = nn.MaxPool2d(2);\nconst y = pool(randn(1, 3, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst pool = new nn.MaxPool2d(2);\nconst y = pool(randn(1, 3, 8, 8));\n',
  },
  offers({ view: { text, analysis, parsed } }, { at, data }) {
    if (at.file !== analysis.file || data.field !== undefined) return [];
    const written = text.slice(at.start, at.end);
    // `new (make())(…)` would mean something else.
    if (!isDottedNameAt(parsed(), at)) return [];
    const edit = { at: { ...at, end: at.start }, text: "new " };
    return [{ title: `Write new ${written}`, edits: [edit], preferred: true, isSpelling: true }];
  },
};
