import { exactCount } from "./counts.ts";

interface LargePicture {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Who takes no more than `most` pixels. */
  readonly taker: string;
  readonly most: number;
}

/** Why a picture of too many pixels is not read, as a sentence. */
export function tooManyPixels({ name, width, height, taker, most }: LargePicture): string {
  const has = `${name} has ${width}×${height} pixels (${megapixels(width * height)} megapixels)`;
  return `${has}. ${taker} takes at most ${megapixels(most)}: make it smaller first.`;
}

function megapixels(pixels: number): string {
  return exactCount(Math.round(pixels / 1e6));
}
