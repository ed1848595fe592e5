import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseInputShape } from "../../src/extension/commands/input-shape.ts";

describe("input shapes as text", () => {
  for (const [text, shape] of [
    ["1x3x224x224", [1, 3, 224, 224]],
    ["1×3×8×8", [1, 3, 8, 8]],
    ["[32, 64, 32, 32]", [32, 64, 32, 32]],
    ["8 16", [8, 16]],
    ["1x0x8x8", undefined],
    ["1x-3x8", undefined],
    ["", undefined],
    ["N x 3", undefined],
  ] as const) {
    it(`${JSON.stringify(text)} is ${JSON.stringify(shape)}`, () =>
      assert.deepEqual(parseInputShape(text), shape));
  }
});
