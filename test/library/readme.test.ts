import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { blockInput, blockRows, constructBlock } from "../../scripts/generated/blocks-table.ts";
import { nn, randn, trace } from "../../src/library/index.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

describe("README's list of names", () => {
  for (const { construction } of blockRows) {
    it(`${construction} makes what the blocks beside it make`, () => {
      const output = trace(constructBlock(construction), randn(blockInput)).nodes.at(-1)?.shape;
      assert.deepEqual(output, [1, 128, 56, 56]);
    });
  }

  it("has every name of nn, and no other", () => {
    const row = (start: string): string => readme.split("\n").find((line) => line.startsWith(start)) ?? "";
    const names = (line: string): string[] =>
      [...line.matchAll(/`([A-Za-z0-9]+)`/g)].map(([, name = ""]) => name);
    const listed = [
      ...names(row("| layers")),
      ...names(row("| containers")),
      ...blockRows.map(({ construction }) => className(construction)),
    ];
    assert.deepEqual([...new Set(listed)].sort(), Object.keys(nn).sort());
  });
});

function className(construction: string): string {
  return construction.slice("nn.".length, construction.indexOf("("));
}
