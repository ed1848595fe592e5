import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { quantize } from "../../scripts/pictures/quantize.ts";

describe("an image with a palette", () => {
  it("keeps up to 64 colours exactly", () => {
    const rgb = Uint8Array.from({ length: 3 * 640 }, (_, i) => (Math.floor(i / 3) % 64) * 4 + (i % 3));
    assert.deepEqual(restored(quantize({ width: 32, height: 20, rgb })), rgb);
  });

  it("stays close to an image of many colours", () => {
    const rgb = Uint8Array.from({ length: 3 * 64 * 64 }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % 64, Math.floor(i / 192)];
      return [4 * x, 4 * y, 2 * (x + y)][i % 3] ?? 0;
    });
    const away = restored(quantize({ width: 64, height: 64, rgb })).map((value, i) =>
      Math.abs(value - (rgb[i] ?? 0)),
    );
    assert.ok(Math.max(...away) <= 24, `${Math.max(...away)}`);
  });
});

function restored({ palette, indices }: ReturnType<typeof quantize>): Uint8Array {
  return Uint8Array.from([...indices].flatMap((index) => [...palette.subarray(3 * index, 3 * index + 3)]));
}
