import type { Normalization } from "./normalization.ts";
import type { PictureInput } from "./picture-tensor.ts";
import type { Size } from "./pixels.ts";

interface Taken {
  /** Of the picture before it was fitted; null where it was made in the input's size. */
  readonly original: Size | null;
  readonly normalization: Normalization;
  readonly inverted: boolean;
}

/** What an input takes of a picture: `224×224 of a 640×480 picture, centre crop, ImageNet mean and deviation`. */
export function pictureWords(input: PictureInput, { original, normalization, inverted }: Taken): string {
  const parts = [
    original === null ? sizeWords(input) : croppedWords(original, input),
    ...(input.channels === 1 ? ["grey"] : []),
    ...(inverted ? ["inverted"] : []),
    normalization.words,
    ...(input.images > 1 ? [`in all ${input.images} places of the batch`] : []),
  ];
  return parts.join(", ");
}

function croppedWords(original: Size, input: Size): string {
  if (original.width === input.width && original.height === input.height)
    return `${sizeWords(input)}, unchanged`;
  const cropped = original.width * input.height !== original.height * input.width;
  return `${sizeWords(input)} of a ${sizeWords(original)} picture${cropped ? ", centre crop" : ""}`;
}

function sizeWords({ width, height }: Size): string {
  return `${width}×${height}`;
}
