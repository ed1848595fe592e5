import { diagnostics, findDiagnostic } from "../../src/ide/index.ts";
import type { GeneratedTable } from "./generated.ts";
import { linesOnlyIn } from "./lines-only-in.ts";
import { markdownTable } from "./markdown-table.ts";

/** The anchor is where the editor's link behind a problem's code leads. */
export const problemsTable: GeneratedTable = {
  marker: "problems",
  make() {
    const rows = diagnostics.map(({ code }) => {
      const { doc } = findDiagnostic(code);
      const wrong = linesOnlyIn(doc.example, doc.instead ?? "");
      const right = doc.instead === null ? "" : linesOnlyIn(doc.instead, doc.example);
      return [`<a id="${code}"></a>\`${code}\``, doc.meaning, wrong, right];
    });
    return markdownTable(["code", "what it means", "instead of", "write"], rows);
  },
};
