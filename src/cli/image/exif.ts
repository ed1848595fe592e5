import type { Pixels } from "../../interop/image/index.ts";
import { segmentsOf, viewOf } from "./jpeg-segments.ts";

/** How the camera was held, from 1 to 8, according to a JPEG's Exif data; 1, upright, where they do not say. */
export function orientationOf(jpeg: Uint8Array): number {
  for (const [marker, segment] of segmentsOf(jpeg)) {
    if (marker !== 0xe1 || ascii(segment, 0, 6) !== "Exif\0\0") continue;
    const orientation = orientationTag(segment.subarray(6)) ?? 1;
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }
  return 1;
}

/** Exif is a TIFF file: the order of its bytes, and where its first directory of tags begins. */
function orientationTag(tiff: Uint8Array): number | undefined {
  if (tiff.length < 8) return undefined;
  const view = viewOf(tiff);
  const littleEndian = ascii(tiff, 0, 2) === "II";
  const directory = view.getUint32(4, littleEndian);
  if (directory + 2 > tiff.length) return undefined;
  const count = view.getUint16(directory, littleEndian);
  for (let index = 0, at = directory + 2; index < count && at + 12 <= tiff.length; index++, at += 12)
    if (view.getUint16(at, littleEndian) === 0x0112) return view.getUint16(at + 8, littleEndian);
  return undefined;
}

/** A picture as it is meant to be seen. */
export function turned(pixels: Pixels, orientation: number): Pixels {
  const { width, height, rgb } = pixels;
  const sourceOf = stored[orientation - 1];
  if (sourceOf === undefined || orientation === 1) return pixels;
  const [across, down] = orientation >= 5 ? [height, width] : [width, height];
  const index = (x: number, y: number): number => {
    const [column, row] = sourceOf(x, y, { right: width - 1, bottom: height - 1 });
    return row * width + column;
  };
  const first = index(0, 0);
  const [stepRight, stepDown] = [index(1, 0) - first, index(0, 1) - first];
  const out = new Uint8Array(rgb.length);
  for (let y = 0, to = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const from = 3 * (first + x * stepRight + y * stepDown);
      for (let channel = 0; channel < 3; channel++) out[to++] = rgb[from + channel] ?? 0;
    }
  }
  return { width: across, height: down, rgb: out };
}

type Orientation = (
  x: number,
  y: number,
  last: { readonly right: number; readonly bottom: number },
) => readonly [column: number, row: number];

/** Where the pixel that is seen at a place is stored, for each orientation from 1 on. */
const stored: readonly Orientation[] = [
  (x, y) => [x, y],
  (x, y, { right }) => [right - x, y],
  (x, y, { right, bottom }) => [right - x, bottom - y],
  (x, y, { bottom }) => [x, bottom - y],
  (x, y) => [y, x],
  (x, y, { bottom }) => [y, bottom - x],
  (x, y, { right, bottom }) => [right - y, bottom - x],
  (x, y, { right }) => [right - y, x],
];

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
