import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { markRadius, marksOf } from "../../webview/panel/scatter-marks.ts";

const frame = { left: 62, right: 412, top: 12, bottom: 184 };

describe("the numbers in the comparison's scatter", () => {
  it("stand on their points where they do not cover each other", () => {
    const points = [
      { x: 100, y: 50 },
      { x: 120, y: 50 },
    ];
    assert.deepEqual(marksOf(points, frame), points);
  });

  it("can all be read where eight points are nearly one, in a corner too", () => {
    for (const [x, y] of [[240, 100] as const, [frame.right, frame.top] as const, [70, 180] as const]) {
      const marks = marksOf(
        Array.from({ length: 8 }, (_, index) => ({ x: x - index, y })),
        frame,
      );
      for (const [index, mark] of marks.entries()) {
        assert.ok(
          mark.x >= frame.left && mark.x <= frame.right && mark.y >= frame.top && mark.y <= frame.bottom,
        );
        for (const other of marks.slice(index + 1)) {
          const distance = Math.hypot(mark.x - other.x, mark.y - other.y);
          assert.ok(distance > 2 * markRadius, `${distance} from number to number`);
        }
      }
    }
  });
});
