import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { add, floorDivide, type Shape, symbol } from "../../src/ir/index.ts";
import { fitShape, namedSizes } from "../../src/words/index.ts";

const half = add(floorDivide(add(symbol("H"), -1), symbol("stride")), 1);

const rows: readonly (readonly [string, Shape, string])[] = [
  ["a shape that fits stands as it is", [1, 64, 56, 56], "1×64×56×56"],
  ["a scalar has a word", [], "scalar"],
  ["formulas give way first", [symbol("N"), symbol("outChannels"), half, half], "N×outChannels×…×…"],
  [
    "then the end is cut",
    [symbol("batch"), symbol("outChannels"), symbol("heightOfA"), 7],
    "batch×outChannels×height…",
  ],
];

describe("shapes for people", () => {
  for (const [name, shape, wanted] of rows) {
    it(name, () => {
      assert.equal(fitShape(shape, 25), wanted);
      assert.ok(fitShape(shape, 25).length <= 25);
    });
  }

  it("the sizes of an image batch have names", () => {
    assert.equal(namedSizes([symbol("N"), 64, 56, 56]), "N · C 64 · H 56 · W 56");
    assert.equal(namedSizes([1, 1000]), null);
    assert.equal(namedSizes([1, 64, half, half]), null);
  });
});
