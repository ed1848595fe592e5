import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { models, nn, randn, trace } from "../../src/library/index.ts";
import { summarize } from "../../src/passes/index.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The constructions in README's first table, as they stand there. */
const blocks: Readonly<Record<string, nn.Module>> = {
  "nn.Conv2d(64, 128, 3, { padding: 1 })": new nn.Conv2d(64, 128, 3, { padding: 1 }),
  "nn.PlainBlock(64, 128)": new nn.PlainBlock(64, 128),
  "nn.ResidualBlock(64, 128)": new nn.ResidualBlock(64, 128),
  "nn.Bottleneck(64, 32)": new nn.Bottleneck(64, 32),
  "nn.InceptionModule(64, 32, 48, 64, 8, 16, 16)": new nn.InceptionModule(64, 32, 48, 64, 8, 16, 16),
  "nn.DepthwiseSeparableConv(64, 128)": new nn.DepthwiseSeparableConv(64, 128),
};

describe("README's tables are current", () => {
  const blockRows = rowsBetween("blocks");

  it("and list every named block", () => {
    assert.deepEqual(
      blockRows.map(([block]) => block),
      Object.keys(blocks),
    );
  });

  for (const [block = "", parameters, macs] of blockRows) {
    it(block, () => {
      const module = blocks[block];
      assert.ok(module !== undefined);
      const output = trace(module, randn(1, 64, 56, 56)).nodes.at(-1)?.shape;
      assert.deepEqual(output, [1, 128, 56, 56]);
      assert.deepEqual([parameters, macs], counts(module, [1, 64, 56, 56]));
    });
  }

  const zooRows = rowsBetween("zoo");

  it("and list every net of the zoo", () => {
    assert.deepEqual(
      zooRows.map(([model]) => model).sort(),
      Object.keys(models)
        .map((name) => `models.${name}`)
        .sort(),
    );
  });

  for (const [model = "", input, parameters, macs] of zooRows) {
    it(model, () => {
      const Model = Object.values(models).find(({ name }) => model === `models.${name}`);
      assert.ok(Model !== undefined);
      assert.equal(input, Model.exampleInput.join("×"));
      assert.deepEqual([parameters, macs], counts(new Model(), Model.exampleInput));
    });
  }

  it("and every name in it is one of the library's", () => {
    const row = (start: string): string => readme.split("\n").find((line) => line.startsWith(start)) ?? "";
    const names = (line: string): string[] =>
      [...line.matchAll(/`([A-Za-z0-9]+)`/g)].map(([, name = ""]) => name);
    const listed = [
      ...names(row("| layers")),
      ...names(row("| containers")),
      ...Object.keys(blocks).map(className),
    ];
    assert.deepEqual([...new Set(listed)].sort(), Object.keys(nn).sort());
  });
});

function className(construction: string): string {
  return construction.slice("nn.".length, construction.indexOf("("));
}

function counts(module: nn.Module, input: readonly number[]): string[] {
  const { parameters, macs } = summarize(trace(module, randn(input))).total;
  return [parameters, macs].map((count) => Number(count).toLocaleString("en-US"));
}

/** The cells of a table's rows, without the marks around code. */
function rowsBetween(name: string): string[][] {
  const [, section = ""] = readme.split(`<!-- ${name} -->`);
  const [table = ""] = section.split(`<!-- /${name} -->`);
  const lines = table.trim().split("\n").slice(2);
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );
}
