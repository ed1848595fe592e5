import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { elementCount, knownShape, sameShape, shapesDiffer, symbol, unknownDim } from "../../src/ir/index.ts";

const [N, unknown] = [symbol("N"), unknownDim("not given")];

describe("shapes", () => {
  it("count their elements; a scalar has one", () => {
    assert.equal(elementCount([2, 3, 4]), 24);
    assert.equal(elementCount([]), 1);
  });

  it("are the same where every size is, whatever the symbols", () => {
    assert.equal(sameShape([N, 3], [N, 3]), true);
    assert.equal(sameShape([N, 3], [2, 3]), false);
    assert.equal(sameShape([N, 3], [N, 3, 1]), false);
    assert.equal(sameShape([unknown], [unknown]), false);
  });

  it("differ only where that is certain", () => {
    assert.equal(shapesDiffer([N, 3], [2, 3]), false);
    assert.equal(shapesDiffer([N, 3], [N, 4]), true);
    assert.equal(shapesDiffer([N, 3], [N]), true);
    assert.equal(shapesDiffer([unknown], [7]), false);
  });

  it("are numbers only where all sizes are", () => {
    assert.deepEqual(knownShape([1, 3]), [1, 3]);
    assert.deepEqual(knownShape([]), []);
    assert.equal(knownShape([N, 3]), undefined);
    assert.equal(knownShape([unknown]), undefined);
  });
});
