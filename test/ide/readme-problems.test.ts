import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, it } from "mocha";
import { type DiagnosticCode, diagnostics, findDiagnostic } from "../../src/ide/index.ts";

const readme = new URL("../../README.md", import.meta.url);
const begin = "<!-- problems -->\n";
const end = "<!-- /problems -->";

describe("README's table of problems", () => {
  it("is what the diagnostics say of themselves", () => {
    const text = readFileSync(readme, "utf8");
    const [before, rest] = text.split(begin);
    const [, after] = (rest ?? "").split(end);
    const current = `${before}${begin}${table()}${end}${after}`;
    if (process.env.UPDATE_EXPECT === "1") writeFileSync(readme, current);
    else assert.equal(text, current, "UPDATE_EXPECT=1 rewrites it");
  });
});

function table(): string {
  const rows = diagnostics.map(({ code }) => row(code));
  return ["| code | what it means | instead of | write |", "|---|---|---|---|", ...rows, ""].join("\n");
}

/** The anchor is where the editor's link behind a problem's code leads. */
function row(code: DiagnosticCode): string {
  const { doc } = findDiagnostic(code);
  const wrong = linesOnlyIn(doc.example, doc.instead ?? "");
  const right = doc.instead === null ? "" : linesOnlyIn(doc.instead, doc.example);
  return `| <a id="${code}"></a>\`${code}\` | ${doc.meaning} | ${wrong} | ${right} |`;
}

function linesOnlyIn(text: string, other: string): string {
  const others = other.split("\n");
  const own = text
    .split("\n")
    .filter((line) => line !== "" && !others.includes(line) && !line.includes('"cnn-blocks"'));
  return own.map((line) => `\`${line.trim().replaceAll("|", "\\|")}\``).join("<br>");
}
