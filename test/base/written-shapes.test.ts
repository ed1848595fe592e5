import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { givenShapes, readShapes } from "../../src/base/index.ts";

const read: readonly (readonly [text: string, shapes: readonly string[], rest?: string])[] = [
  ["1x3x224x224", ["1x3x224x224"]],
  ["1×3×8×8", ["1x3x8x8"]],
  ["[1, 3, 7, 9]", ["1x3x7x9"]],
  ["1,3,224,224", ["1x3x224x224"]],
  ["1 3 7 9", ["1x3x7x9"]],
  ["16", ["16"]],
  ["N x 3 x 7 x 9", ["Nx3x7x9"]],
  ["Nx3xHxW", ["Nx3xHxW"]],
  ["N, 3, H, W", ["Nx3xHxW"]],
  ["1x3x32x32, 1x8", ["1x3x32x32", "1x8"]],
  ["1x3x32x32,1x1x16x16", ["1x3x32x32", "1x1x16x16"]],
  ["16, 12x8", ["16", "12x8"]],
  ["[1, 3, 7, 9], [1, 8]", ["1x3x7x9", "1x8"]],
  ["image=1x3x32x32,meta=1x8", ["image=1x3x32x32", "meta=1x8"]],
  ["image=1x3x32x32 meta=1x8", ["image=1x3x32x32", "meta=1x8"]],
  ["image: 1,3,8,8, meta: 1,8", ["image=1x3x8x8", "meta=1x8"]],
  ["1x3x7x9 a small image", ["1x3x7x9"], " a small image"],
  ["1x3x7x9, a small image", ["1x3x7x9"], ", a small image"],
  ["1x3x7x9.", ["1x3x7x9"], "."],
  ["1x3x", ["1x3"], "x"],
  ["1x-3x5", ["1"], "x-3x5"],
  ["hello", [], "hello"],
  ["", []],
];

describe("shapes as people write them", () => {
  for (const [text, expected, rest = ""] of read) {
    it(`${JSON.stringify(text)} is ${expected.join(" and ") || "none"}`, () => {
      const found = readShapes(text);
      const words = found.shapes.map(
        ({ name, sizes }) => `${name === null ? "" : `${name}=`}${sizes.join("x")}`,
      );
      assert.deepEqual([words, found.rest], [expected, rest]);
    });
  }

  for (const text of ["1x0x8x8", "1x-3x8", "", "N x 3", "3 by 3", "1x3x8x8 images"]) {
    it(`${JSON.stringify(text)} is no shape of numbers alone`, () =>
      assert.equal(givenShapes(text), undefined));
  }
});
