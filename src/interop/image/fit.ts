import type { Pixels, Size } from "./pixels.ts";

/**
 * The largest part around the centre that has the wanted proportions, resized. Every pixel is a mean weighted by a triangle,
 * which widens when the picture shrinks, as in Pillow's bilinear filter and torchvision's `Resize(antialias=True)`.
 */
export function fitPicture(picture: Pixels, size: Size): Pixels {
  if (picture.width === size.width && picture.height === size.height) return picture;
  const scale = Math.min(picture.width / size.width, picture.height / size.height);
  const columns = tapsFor(picture.width, size.width, scale);
  const rows = tapsFor(picture.height, size.height, scale);
  const narrow = acrossRows(picture, columns);
  return { ...size, rgb: Uint8Array.from(downColumns(narrow, size.width, rows), Math.round) };
}

/** The pixels that one pixel of the result is made of, with their weights, which sum to 1. */
interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

function tapsFor(from: number, to: number, scale: number): readonly Taps[] {
  const begin = (from - to * scale) / 2;
  const [lowest, highest] = [Math.floor(begin), Math.ceil(begin + to * scale)];
  const reach = Math.max(scale, 1);
  return Array.from({ length: to }, (_, index) => {
    const centre = begin + (index + 0.5) * scale;
    const first = Math.max(Math.floor(centre - reach), lowest, 0);
    const end = Math.min(Math.ceil(centre + reach), highest, from);
    const weights = Array.from({ length: end - first }, (_, tap) =>
      Math.max(1 - Math.abs(first + tap + 0.5 - centre) / reach, 0),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

function acrossRows({ width, height, rgb }: Pixels, columns: readonly Taps[]): Float32Array {
  const narrow = new Float32Array(height * columns.length * 3);
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (const { first, weights } of columns) {
      for (let channel = 0; channel < 3; channel++) {
        let from = (y * width + first) * 3 + channel;
        let sum = 0;
        for (const weight of weights) {
          sum += weight * (rgb[from] ?? 0);
          from += 3;
        }
        narrow[at++] = sum;
      }
    }
  }
  return narrow;
}

function downColumns(narrow: Float32Array, width: number, rows: readonly Taps[]): Float32Array {
  const stride = width * 3;
  const result = new Float32Array(rows.length * stride);
  for (const [y, { first, weights }] of rows.entries()) {
    for (let x = 0; x < stride; x++) {
      let sum = 0;
      for (const [tap, weight] of weights.entries())
        sum += weight * (narrow[(first + tap) * stride + x] ?? 0);
      result[y * stride + x] = sum;
    }
  }
  return result;
}
