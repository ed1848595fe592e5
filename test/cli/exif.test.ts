import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { orientationOf, turned } from "../../src/cli/image/exif.ts";
import type { Pixels } from "../../src/interop/image/index.ts";
import { withOrientation } from "../support/exif-jpeg.ts";

/** Grey pixels with these numbers. */
function grey(width: number, numbers: string): Pixels {
  const bytes = [...numbers].map(Number);
  return {
    width,
    height: bytes.length / width,
    rgb: Uint8Array.from(bytes.flatMap((one) => [one, one, one])),
  };
}

function rowsOf({ width, rgb }: Pixels): string {
  const numbers = [...rgb].filter((_, index) => index % 3 === 0).join("");
  return numbers.match(new RegExp(`.{${width}}`, "g"))?.join(" ") ?? "";
}

describe("a photograph's orientation", () => {
  for (const [orientation, rows] of [
    [1, "123 456"],
    [2, "321 654"],
    [3, "654 321"],
    [4, "456 123"],
    [5, "14 25 36"],
    [6, "41 52 63"],
    [7, "63 52 41"],
    [8, "36 25 14"],
  ] as const)
    it(`${orientation} shows 123 456 as ${rows}`, () => {
      assert.equal(rowsOf(turned(grey(3, "123456"), orientation)), rows);
    });

  it("is read from Exif data of either order of bytes, wherever they stand", () => {
    const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xda, 0, 2]);
    assert.equal(orientationOf(jpeg), 1);
    for (const littleEndian of [true, false])
      assert.equal(orientationOf(withOrientation(jpeg, 6, littleEndian)), 6);
    assert.equal(orientationOf(withOrientation(jpeg, 77)), 1);
  });

  it("is upright where the data are cut off anywhere", () => {
    const whole = withOrientation(Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 2]), 6);
    const found = Array.from(whole, (_, end) => orientationOf(whole.subarray(0, end)));
    assert.ok(found.every((one) => one === 1 || one === 6));
  });
});
