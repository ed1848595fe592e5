import type { FileRange } from "../../base/index.ts";
import type { CodeAction, TextEdit } from "./code-action.ts";

export const keepTheBatch: CodeAction<"batch-folded"> = {
  id: "keep-the-batch",
  summary: "Flattens each image of a batch by itself.",
  fixes: ["batch-folded"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(2, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x.view(-1));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(2, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x.flatten(1));\n',
  },
  offer(view, { at }) {
    if (at.file !== view.analysis.file) return null;
    const edit = rewritten(view.text.slice(at.start, at.end), at);
    return edit === null
      ? null
      : { title: `Keep the batch: write ${edit.text.trim()}`, edits: [edit], preferred: false };
  },
};

/** One row for each pattern: the last call of a chain, a function of the library, a layer. Its first group stays. */
const patterns: readonly { readonly written: RegExp; readonly text: string }[] = [
  { written: /^([\s\S]*)\.(?:view|reshape|flatten)\([^()]*(?:\([^()]*\)[^()]*)*\)$/, text: ".flatten(1)" },
  { written: /^(new (?:\w+\.)?Flatten)\([^()]*\)$/, text: "()" },
  { written: /^((?:\w+\.)?flatten\([\w$.]+)(?:, *\d+)?\)$/, text: ", 1)" },
];

function rewritten(text: string, at: FileRange): TextEdit | null {
  for (const { written, text: instead } of patterns) {
    const kept = written.exec(text)?.[1];
    if (kept !== undefined) return { at: { ...at, start: at.start + kept.length }, text: instead };
  }
  return null;
}
