import type { Pixels, Size } from "../../src/interop/image/index.ts";
import { byteSize, tooManyPixels } from "../../src/words/index.ts";

/** The pixels of a picture, or why there are none, as a sentence. */
export type PictureAnswer =
  | { readonly ok: true; readonly pixels: Pixels; readonly original: Size }
  | { readonly ok: false; readonly problem: string };

/** Reads whatever format the browser knows. Its size is read before its pixels: those of a large one would not fit. */
export async function openPicture(file: Blob, name: string): Promise<PictureAnswer> {
  if (file.size === 0) return refused(`${name} is empty: it has 0 bytes.`);
  if (file.size > mostBytes)
    return refused(`${name} is larger than ${byteSize(mostBytes)}. Make it smaller first.`);
  const size = await sizeOf(file);
  if (size === null) {
    return refused(
      `${name} could not be read as a picture. The preview takes PNG, JPEG, WebP, GIF, BMP and AVIF.`,
    );
  }
  if (size.width * size.height > mostPixels) {
    return refused(tooManyPixels({ name, ...size, taker: "The preview", most: mostPixels }));
  }
  try {
    return { ok: true, pixels: await pixelsOf(file, size), original: size };
  } catch {
    return refused(`${name} is damaged: its pixels could not be decoded.`);
  }
}

const mostBytes = 100 * 2 ** 20;
const mostPixels = 64e6;

/** A net takes a few hundred pixels a side; more than this only costs time. */
const longestSide = 2048;

function refused(problem: string): PictureAnswer {
  return { ok: false, problem };
}

/** From its header: an image that is not shown is not decoded. Null where the browser knows no such format. */
async function sizeOf(file: Blob): Promise<Size | null> {
  const address = URL.createObjectURL(file);
  try {
    return await new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight });
      image.onerror = () => resolve(null);
      image.src = address;
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function pixelsOf(file: Blob, { width, height }: Size): Promise<Pixels> {
  const share = Math.min(1, longestSide / Math.max(width, height));
  const size = { width: Math.ceil(width * share), height: Math.ceil(height * share) };
  const smaller: ImageBitmapOptions =
    share < 1 ? { resizeWidth: size.width, resizeHeight: size.height, resizeQuality: "high" } : {};
  // A photograph is turned as its camera was held, as its size already is.
  const options: ImageBitmapOptions = { imageOrientation: "from-image", ...smaller };
  const bitmap = await createImageBitmap(file, options);
  try {
    return paint(size, (context) => {
      context.fillStyle = "white";
      context.fillRect(0, 0, size.width, size.height);
      context.drawImage(bitmap, 0, 0, size.width, size.height);
    });
  } finally {
    bitmap.close();
  }
}

/** The pixels of a canvas that something was drawn on. */
export function paint(size: Size, draw: (context: OffscreenCanvasRenderingContext2D) => void): Pixels {
  const context = new OffscreenCanvas(size.width, size.height).getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("The browser has no canvas.");
  draw(context);
  const { data } = context.getImageData(0, 0, size.width, size.height);
  const rgb = new Uint8Array(size.width * size.height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    rgb[to++] = data[from] ?? 0;
    rgb[to++] = data[from + 1] ?? 0;
    rgb[to++] = data[from + 2] ?? 0;
  }
  return { ...size, rgb };
}
