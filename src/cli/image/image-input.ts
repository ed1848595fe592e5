import type { Model } from "../../analyzer/index.ts";
import {
  fitPicture,
  type Normalization,
  normalizationsFor,
  type PictureInput,
  type Pixels,
  pictureInput,
  pictureTensor,
  pictureWords,
  usualNormalization,
} from "../../interop/image/index.ts";
import { knownShape } from "../../ir/index.ts";
import type { CliOptions } from "../cli-options.ts";
import type { CliHost } from "../host.ts";
import { readBytes } from "../read-file.ts";
import { UsageError } from "../usage-error.ts";

/** The picture of `--image`, decoded; null without one. Throws a UsageError if it cannot be read. */
export async function readImage({ image }: CliOptions, host: CliHost): Promise<Pixels | null> {
  if (image === null) return null;
  const { decodeImage } = await import("./decode-image.ts");
  return decodeImage(readBytes(image, host), image);
}

/** What a model's run takes of a picture: by argument, and in words. */
export interface ImageInput {
  readonly inputs: readonly (Float32Array | null)[];
  readonly words: string;
}

/** The first input that a picture can fill takes it, as in the preview. Throws a UsageError where there is none. */
export function imageInput(
  { name, graph }: Model,
  pixels: Pixels,
  { normalization }: CliOptions,
): ImageInput {
  const takers = graph.inputs.map((id) => {
    const shape = knownShape(graph.nodes[id]?.shape ?? []);
    return shape === undefined ? null : pictureInput(shape);
  });
  const taker = takers.find((one) => one !== null) ?? null;
  if (taker === null)
    throw new UsageError(
      `${name} has no input that takes a picture: that needs 1 or 3 channels, as in 1x3x224x224.`,
    );
  const options = { normalization: chosenNormalization(taker, normalization), inverted: false };
  const tensor = pictureTensor(fitPicture(pixels, taker), taker, options);
  return {
    inputs: takers.map((one) => (one === taker ? tensor : null)),
    words: pictureWords(taker, { ...options, original: pixels }),
  };
}

function chosenNormalization(input: PictureInput, written: string | null): Normalization {
  const choices = normalizationsFor(input.channels);
  const wanted = written ?? usualNormalization(input);
  const found = choices.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  const ids = choices.map(({ id }) => id).join(", ");
  throw new UsageError(
    `--normalization of an input of ${input.channels} channels is one of ${ids}, not ${wanted}.`,
  );
}
