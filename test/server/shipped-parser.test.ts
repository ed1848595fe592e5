import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, describe, it } from "mocha";
import ts from "typescript";
import { buildUnlessBuilt } from "../../scripts/build-all.ts";

const fixtures = new URL("../fixtures/analyzer/", import.meta.url);

/** Everything of a tree that the analyzer may read: kinds, places, texts. */
function outline(parser: typeof ts, text: string): readonly string[] {
  const file = parser.createSourceFile("a.ts", text, parser.ScriptTarget.Latest, true);
  const lines: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = "text" in node ? String(node.text).slice(0, 40) : "";
    lines.push(`${node.kind} ${node.pos} ${node.getStart(file)} ${node.end} ${node.flags} ${name}`);
    node.forEachChild(visit);
  };
  visit(file);
  return lines;
}

describe("the parser that is shipped", () => {
  let shipped: typeof ts;
  before(async function () {
    this.timeout(120_000);
    await buildUnlessBuilt(["dist/server"]);
    shipped = createRequire(import.meta.url)("../../dist/typescript-parser.cjs");
  });

  for (const name of readdirSync(fixtures)
    .filter((one) => one.endsWith(".ts"))
    .slice(0, 40)) {
    it(`reads ${name} as the whole of TypeScript does`, () => {
      const text = readFileSync(new URL(name, fixtures), "utf8");
      assert.deepEqual(outline(shipped, text), outline(ts, text));
    });
  }
});
