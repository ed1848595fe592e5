import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, it } from "mocha";
import { codeActions, type DiagnosticCode, diagnostics, findDiagnostic } from "../../src/ide/index.ts";

const readme = new URL("../../README.md", import.meta.url);

describe("README", () => {
  for (const [name, table] of [
    ["problems", problemTable],
    ["fixes", fixTable],
  ] as const) {
    it(`its table of ${name} is what the code says of itself`, () => {
      const text = readFileSync(readme, "utf8");
      const current = replaced(text, name, table());
      if (process.env.UPDATE_EXPECT === "1") writeFileSync(readme, current);
      else assert.equal(text, current, "UPDATE_EXPECT=1 rewrites it");
    });
  }
});

function replaced(text: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [before, rest = ""] = text.split(begin);
  return `${before}${begin}${table}${end}${rest.split(end)[1] ?? ""}`;
}

function problemTable(): string {
  const rows = diagnostics.map(({ code }) => problemRow(code));
  return ["| code | what it means | instead of | write |", "|---|---|---|---|", ...rows, ""].join("\n");
}

/** The anchor is where the editor's link behind a problem's code leads. */
function problemRow(code: DiagnosticCode): string {
  const { doc } = findDiagnostic(code);
  const wrong = linesOnlyIn(doc.example, doc.instead ?? "");
  const right = doc.instead === null ? "" : linesOnlyIn(doc.instead, doc.example);
  return `| <a id="${code}"></a>\`${code}\` | ${doc.meaning} | ${wrong} | ${right} |`;
}

function fixTable(): string {
  const rows = codeActions.map(({ summary, fixes, example }) => {
    const codes = fixes.map((code) => `\`${code}\``).join(", ");
    return `| ${codes} | ${summary} | ${linesOnlyIn(example.after, example.before)} |`;
  });
  return ["| mends | what it does | gives |", "|---|---|---|", ...rows, ""].join("\n");
}

function linesOnlyIn(text: string, other: string): string {
  const others = other.split("\n");
  const own = text
    .split("\n")
    .filter((line) => line !== "" && !others.includes(line) && !line.includes('"cnn-blocks"'));
  return own.map((line) => `\`${line.trim().replaceAll("|", "\\|")}\``).join("<br>");
}
