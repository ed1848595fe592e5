import { decode } from "jpeg-js";
import { PNG } from "pngjs";
import type { Pixels, Size } from "../../interop/image/index.ts";
import { tooManyPixels } from "../../words/index.ts";
import { UsageError } from "../usage-error.ts";
import { orientationOf, turned } from "./exif.ts";
import { segmentsOf, viewOf } from "./jpeg-segments.ts";

/**
 * The pixels of a PNG or JPEG file, on white where it is transparent, turned as a photograph's Exif data say. Throws a UsageError that says what is wrong. Its size is
 * read before its pixels: those of a large one would not fit.
 */
export function decodeImage(bytes: Uint8Array, name: string): Pixels {
  if (bytes.length === 0) throw new UsageError(`${name} is empty: it has 0 bytes.`);
  const format = formats.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
  if (format === undefined) {
    throw new UsageError(
      `${name} is neither a PNG nor a JPEG. --image takes these two; the preview also takes WebP, GIF, BMP and AVIF.`,
    );
  }
  const size = format.size(bytes);
  if (size !== null && size.width * size.height > mostPixels) throw new UsageError(tooLarge(name, size));
  try {
    return turned(onWhite(format.decode(bytes)), format.orientation(bytes));
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new UsageError(`${name} is damaged: its pixels could not be decoded (${why}).`);
  }
}

interface Rgba extends Size {
  readonly data: Uint8Array;
}

interface Format {
  readonly begins: readonly number[];
  /** From the header; null where it has none. */
  readonly size: (bytes: Uint8Array) => Size | null;
  /** Of Exif, from 1 to 8. */
  readonly orientation: (bytes: Uint8Array) => number;
  readonly decode: (bytes: Uint8Array) => Rgba;
}

const mostPixels = 64e6;

const formats: readonly Format[] = [
  {
    begins: [0x89, 0x50, 0x4e, 0x47],
    size: sizeOfPng,
    orientation: () => 1,
    decode: (bytes) => PNG.sync.read(Buffer.from(bytes)),
  },
  {
    begins: [0xff, 0xd8, 0xff],
    size: sizeOfJpeg,
    orientation: orientationOf,
    decode: (bytes) =>
      decode(bytes, { useTArray: true, maxResolutionInMP: mostPixels / 1e6, maxMemoryUsageInMB: 2048 }),
  },
];

/** Its first chunk begins with both sides. */
function sizeOfPng(bytes: Uint8Array): Size | null {
  if (bytes.length < 24) return null;
  const view = viewOf(bytes);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function sizeOfJpeg(bytes: Uint8Array): Size | null {
  for (const [marker, segment] of segmentsOf(bytes)) {
    if (marker < 0xc0 || marker > 0xc3 || segment.length < 5) continue;
    const view = viewOf(segment);
    return { width: view.getUint16(3), height: view.getUint16(1) };
  }
  return null;
}

function tooLarge(name: string, size: Size): string {
  return tooManyPixels({ name, ...size, taker: "--image", most: mostPixels });
}

function onWhite({ width, height, data }: Rgba): Pixels {
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4) {
    const alpha = (data[from + 3] ?? 255) / 255;
    for (let channel = 0; channel < 3; channel++)
      rgb[to++] = Math.round(255 + alpha * ((data[from + channel] ?? 0) - 255));
  }
  return { width, height, rgb };
}
