import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { mapStatistics } from "../../webview/engine/map-statistics.ts";

describe("the statistics of feature maps", () => {
  it("count the elements of 32 equal ranges, the channels that are all 0, and what is not finite", () => {
    const values = Float32Array.of(0, 0, 1, 31.9, 32, Number.NaN, 0, 0);
    const { histogram, dead, notFinite, mean, standardDeviation } = mapStatistics(values, 2, [0, 32]);
    assert.deepEqual([histogram[0], histogram[1], histogram[31]], [4, 1, 2]);
    assert.equal(histogram.length, 32);
    assert.deepEqual([dead, notFinite], [2, 1]);
    assert.ok(Math.abs(mean - 64.9 / 7) < 1e-5);
    assert.ok(standardDeviation > 14 && standardDeviation < 15, `${standardDeviation}`);
  });

  it("put equal elements into one range", () => {
    const { histogram, dead, standardDeviation } = mapStatistics(new Float32Array(6).fill(3), 3, [3, 3]);
    assert.equal(histogram[0], 6);
    assert.deepEqual([dead, standardDeviation], [0, 0]);
  });
});
