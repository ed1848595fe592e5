import { codeActions } from "../../src/ide/index.ts";
import type { GeneratedTable } from "./generated.ts";
import { linesOnlyIn } from "./lines-only-in.ts";
import { markdownTable } from "./markdown-table.ts";

export const fixesTable: GeneratedTable = {
  marker: "fixes",
  make() {
    const rows = codeActions.map(({ summary, fixes, example }) => [
      fixes.map((code) => `\`${code}\``).join(", "),
      summary,
      linesOnlyIn(example.after, example.before),
    ]);
    return markdownTable(["mends", "what it does", "gives"], rows);
  },
};
