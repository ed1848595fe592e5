import { refactorings } from "../../src/ide/index.ts";
import { changedLines } from "./changed-lines.ts";
import type { GeneratedText } from "./generated.ts";
import { markdownTable } from "./markdown-table.ts";

/** Every refactoring, with the lines of its example that it changes. */
export const refactoringsTable: GeneratedText = {
  marker: "refactorings",
  make() {
    const rows = refactorings.map(({ id, summary, keeps, example: { before, after } }) => {
      const marked = before.replace(/\/\*[[\]|]\*\//g, "");
      return [`\`${id}\``, summary, changedLines(marked, after), changedLines(after, marked), kept[keeps]];
    });
    return markdownTable(["refactoring", "what it does", "before", "after", "what stays"], rows);
  },
};

const kept = { computation: "what is computed", shapes: "the shapes of outputs" } as const;
