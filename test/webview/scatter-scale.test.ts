import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { axisOf, placed } from "../../webview/panel/scatter-scale.ts";

describe("an axis of the comparison's scatter", () => {
  const axes: readonly (readonly [title: string, values: readonly number[], ticks: readonly number[]])[] = [
    ["begins at 0 in even steps", [3, 9], [0, 2, 4, 6, 8, 10]],
    ["ends with the largest value where that is a step", [2, 10], [0, 2, 4, 6, 8, 10]],
    ["has small steps for small values", [0.2, 0.31], [0, 0.1, 0.2, 0.3, 0.4]],
    ["has powers of ten over more than a hundredfold", [3, 4000], [1, 10, 100, 1000, 10000]],
    ["has a length where all is 0", [0, 0], [0, 1]],
  ];
  for (const [title, values, ticks] of axes) {
    it(title, () => {
      const axis = axisOf(values);
      assert.deepEqual(
        axis.ticks.map((tick) => Number(tick.toPrecision(6))),
        ticks,
      );
      for (const value of values) assert.ok(placed(axis, value) >= 0 && placed(axis, value) <= 1);
    });
  }

  it("places values by their logarithm where its ticks are powers of ten", () => {
    const axis = axisOf([1, 10000]);
    assert.equal(placed(axis, 100), 0.5);
  });
});
