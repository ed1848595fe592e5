import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { blockInput, blockRows, constructBlock } from "../../scripts/generated/blocks-table.ts";
import { analyze } from "../../src/analyzer/index.ts";
import { randn, trace } from "../../src/library/index.ts";
import { authorHost } from "../analyzer/author-host.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

describe("the reference's table of blocks", () => {
  for (const { construction, inputs } of blockRows) {
    // Others are called on something else than one image.
    if (inputs !== undefined) continue;
    it(`${construction} makes what the blocks beside it make, as far as it lets one say`, () => {
      const output = trace(constructBlock(construction), randn(blockInput)).nodes.at(-1)?.shape;
      const [, channels, stride = 1] = /\(64, (128)(?:, (2))?\)/.exec(construction) ?? [];
      const size = 56 / (construction.includes("Down") ? 2 : Number(stride));
      assert.deepEqual(output, [1, channels === undefined ? output?.[1] : 128, size, size]);
    });
  }
});

describe("README", () => {
  const [, example = ""] = /```ts\n(.*?)```/s.exec(readme) ?? [];

  it("is read in one sitting", () => {
    assert.ok(readme.split("\n").length <= 150);
  });

  it("shows a model in which nothing is wrong", () => {
    const { models, problems } = analyze(authorHost({ "/model.ts": example }), "/model.ts");
    assert.equal(models.length, 1);
    assert.deepEqual(problems, []);
  });
});
