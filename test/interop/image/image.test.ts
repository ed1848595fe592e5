import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  fitPicture,
  normalizationsFor,
  type Pixels,
  pictureInput,
  pictureTensor,
  usualNormalization,
} from "../../../src/interop/image/index.ts";

describe("a picture is fitted", () => {
  it("unchanged where it has the size already", () => {
    const picture = painted(4, 3, (x, y) => x + 10 * y);
    assert.equal(fitPicture(picture, { width: 4, height: 3 }), picture);
  });

  it("by the centre of the longer side", () => {
    // Left and right quarters are white, and not in the square around the centre.
    const wide = painted(8, 4, (x) => (x < 2 || x >= 6 ? 255 : 40));
    assert.deepEqual(levels(fitPicture(wide, { width: 2, height: 2 })), [40, 40, 40, 40]);
    const high = painted(4, 8, (_, y) => (y < 2 || y >= 6 ? 255 : 40));
    assert.deepEqual(levels(fitPicture(high, { width: 2, height: 2 })), [40, 40, 40, 40]);
  });

  it("by means weighted by a triangle, as Pillow has it", () => {
    // By hand: weights 3/7, 3/7, 1/7 of the first three pixels, and 1/7, 3/7, 3/7 of the last three.
    const narrow = painted(4, 2, (x) => [0, 100, 200, 100][x] ?? 0);
    assert.deepEqual(levels(fitPicture(narrow, { width: 2, height: 1 })), [71, 143]);
  });

  it("without losing a thin line when it shrinks", () => {
    const line = painted(64, 64, (x) => (x === 21 ? 255 : 0));
    const small = levels(fitPicture(line, { width: 8, height: 8 }));
    assert.ok(Math.max(...small) > 10);
  });
});

describe("a picture becomes numbers", () => {
  const corner: Pixels = { width: 2, height: 1, rgb: Uint8Array.of(255, 0, 0, 0, 128, 255) };

  it("in planes of red, green and blue, by ImageNet's mean and deviation", () => {
    const input = pictureInput([1, 3, 1, 2]);
    assert.equal(input, null, "an input of one row is no picture");
    const tensor = pictureTensor(
      corner,
      { images: 2, channels: 3, height: 1, width: 2 },
      { normalization: named(3, "imagenet"), inverted: false },
    );
    const one = [
      (1 - 0.485) / 0.229,
      -0.485 / 0.229,
      -0.456 / 0.224,
      (128 / 255 - 0.456) / 0.224,
      -0.406 / 0.225,
      (1 - 0.406) / 0.225,
    ];
    [...one, ...one].forEach((value, index) => {
      assert.ok(
        Math.abs((tensor[index] ?? Number.NaN) - value) < 1e-6,
        `${index}: ${tensor[index]} ${value}`,
      );
    });
  });

  it("in one channel as grey, inverted on demand", () => {
    const input = { images: 1, channels: 1, height: 1, width: 2 } as const;
    const grey = pictureTensor(corner, input, { normalization: named(1, "bytes"), inverted: false });
    assert.deepEqual([...grey].map(Math.round), [76, 104]);
    const inverted = pictureTensor(corner, input, { normalization: named(1, "bytes"), inverted: true });
    assert.deepEqual([...inverted].map(Math.round), [179, 151]);
  });

  it("of the usual range: ImageNet's for photographs, else from 0 to 1", () => {
    assert.equal(usualNormalization({ channels: 3, height: 224 }), "imagenet");
    assert.equal(usualNormalization({ channels: 3, height: 64 }), "zero-to-one");
    assert.equal(usualNormalization({ channels: 1, height: 224 }), "zero-to-one");
  });

  it("for inputs of one or three channels only", () => {
    assert.deepEqual(pictureInput([8, 3, 32, 48]), { images: 8, channels: 3, height: 32, width: 48 });
    assert.deepEqual(pictureInput([1, 28, 28]), { images: 1, channels: 1, height: 28, width: 28 });
    for (const shape of [[1, 64, 8, 8], [1, 10], [3, 1, 1], []]) assert.equal(pictureInput(shape), null);
  });
});

function painted(width: number, height: number, level: (x: number, y: number) => number): Pixels {
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return level(pixel % width, Math.floor(pixel / width));
  });
  return { width, height, rgb };
}

/** Of the red bytes. */
function levels({ rgb }: Pixels): number[] {
  return [...rgb].filter((_, i) => i % 3 === 0);
}

function named(channels: 1 | 3, id: string) {
  return normalizationsFor(channels).find((one) => one.id === id) ?? assert.fail(`There is no ${id}.`);
}
