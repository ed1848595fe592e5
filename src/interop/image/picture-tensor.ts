import type { Normalization } from "./normalization.ts";
import type { Pixels, Size } from "./pixels.ts";

/** An input that a picture can fill. */
export interface PictureInput extends Size {
  /** The same picture fills all of them. */
  readonly images: number;
  readonly channels: 1 | 3;
}

/** What a picture has to become for an input of this shape, [N, C, H, W] or [C, H, W]; null where it cannot fill it. */
export function pictureInput(shape: readonly number[]): PictureInput | null {
  if (shape.length !== 3 && shape.length !== 4) return null;
  const [channels, height = 0, width = 0] = shape.slice(-3);
  if ((channels !== 1 && channels !== 3) || height < 2 || width < 2) return null;
  return { images: shape.length === 4 ? (shape[0] ?? 1) : 1, channels, height, width };
}

export interface PictureOptions {
  readonly normalization: Normalization;
  /** Dark becomes light: for ink on paper, where a net was trained on white on black. */
  readonly inverted: boolean;
}

/** Row-major, NCHW, from a picture that has the input's height and width. One channel is grey, as Pillow makes it. */
export function pictureTensor(
  { rgb }: Pixels,
  { images, channels, height, width }: PictureInput,
  { normalization: { mean, deviation }, inverted }: PictureOptions,
): Float32Array {
  const size = height * width;
  const one = new Float32Array(channels * size);
  for (let channel = 0; channel < channels; channel++) {
    const [shift = mean[0] ?? 0, spread = deviation[0] ?? 1] = [mean[channel], deviation[channel]];
    for (let at = 0; at < size; at++) {
      const level = (channels === 1 ? greyAt(rgb, at) : (rgb[3 * at + channel] ?? 0)) / 255;
      one[channel * size + at] = ((inverted ? 1 - level : level) - shift) / spread;
    }
  }
  const all = new Float32Array(images * one.length);
  for (let image = 0; image < images; image++) all.set(one, image * one.length);
  return all;
}

/** Luma of ITU-R 601, rounded to a byte. */
function greyAt(rgb: Uint8Array, at: number): number {
  const [red = 0, green = 0, blue = 0] = rgb.subarray(3 * at, 3 * at + 3);
  return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
}

/**
 * What a net sees of a picture: the numbers that `pictureTensor` makes of it, before they are normalised. One channel is shown in grey,
 * and what is inverted is inverted.
 */
export function seenPixels(
  pixels: Pixels,
  input: PictureInput,
  { inverted }: Pick<PictureOptions, "inverted">,
): Pixels {
  if (input.channels === 3 && !inverted) return pixels;
  const { width, height, rgb } = pixels;
  const level = (at: number, channel: number): number =>
    input.channels === 1 ? greyAt(rgb, at) : (rgb[3 * at + channel] ?? 0);
  const seen = Uint8Array.from(rgb, (_, index) => {
    const own = level(Math.floor(index / 3), index % 3);
    return inverted ? 255 - own : own;
  });
  return { width, height, rgb: seen };
}
