import { codeActions } from "../../src/ide/index.ts";
import { changedLines } from "./changed-lines.ts";
import type { GeneratedText } from "./generated.ts";
import { markdownTable } from "./markdown-table.ts";

/** Every quick fix, with the lines of its example that it changes. */
export const fixesTable: GeneratedText = {
  marker: "fixes",
  make() {
    const rows = codeActions.map(({ id, summary, fixes, isInFixAll, example: { before, after } }) => [
      `\`${id}\``,
      `${summary} For ${fixes.map((code) => `[${code}](PROBLEMS.md#${code})`).join(", ")}.`,
      changedLines(before, after),
      changedLines(after, before),
      isInFixAll ? "yes" : "",
    ]);
    return markdownTable(["fix", "what it does", "before", "after", "in Fix all"], rows);
  },
};
