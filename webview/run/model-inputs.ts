import { createRecent, type Recent } from "../../src/base/index.ts";
import {
  fitPicture,
  type Normalization,
  normalizationsFor,
  type PictureInput,
  type Pixels,
  pictureInput,
  pictureTensor,
  pictureWords,
  type Size,
  usualNormalization,
} from "../../src/interop/image/index.ts";
import { knownShape } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import type { InputChoice, KeptPixels } from "./input-choice.ts";
import { paint } from "./open-picture.ts";
import { drawStrokes, findSample, samplesFor } from "./samples.ts";

/** The pixels of opened pictures, by `OpenedPicture.id`. */
export type Pictures = Recent<Pixels>;

export function createPictures(): Pictures {
  return createRecent<Pixels>(8);
}

export const madeInput: InputChoice = { source: { kind: "made" }, normalization: null, inverted: false };

/** What an input is until the author chooses: with trained weights a picture that they may know, else what the file says. */
export function usualChoice(input: PictureInput | null, hasWeights: boolean): InputChoice {
  const [sample] = input !== null && hasWeights ? samplesFor(input.channels) : [];
  return sample === undefined ? madeInput : { ...madeInput, source: { kind: "sample", id: sample.id } };
}

/** The inputs of a model that pictures can fill; null for the others. */
export function pictureInputs({ graph }: ModelDocument): readonly (PictureInput | null)[] {
  return graph.inputs.map((id) => {
    const shape = knownShape(graph.nodes[id]?.shape ?? []);
    return shape === undefined ? null : pictureInput(shape);
  });
}

/** What the engine is given for each input: null where it makes the numbers itself. */
export function inputTensors(
  model: ModelDocument,
  choices: readonly InputChoice[],
  pictures: Pictures,
): readonly (Float32Array | null)[] {
  return pictureInputs(model).map((input, index) => {
    const choice = choices[index];
    const pixels = input && choice && inputPixels(choice, input, pictures);
    if (!pixels) return null;
    const normalization = normalizationOf(choice, input);
    return pictureTensor(pixels, input, { normalization, inverted: choice.inverted });
  });
}

/** What an input sees, before it is normalised; null where it is no picture. */
export function inputPixels({ source }: InputChoice, input: PictureInput, pictures: Pictures): Pixels | null {
  const { width, height } = input;
  switch (source.kind) {
    case "made":
      return null;
    case "sample": {
      const sample = findSample(source.id);
      return sample === undefined ? null : smooth(input, (context, size) => sample.draw(context, size));
    }
    case "drawing":
      return smooth(input, (context, size) => drawStrokes(context, size, source.strokes));
    case "picture":
      return fitPicture(pictures.get(source.id) ?? restoredPixels(source.kept), { width, height });
  }
}

/** Drawn larger and reduced, so that thin lines and edges are grey where they cover half of a pixel. */
function smooth(
  { width, height }: Size,
  draw: (context: OffscreenCanvasRenderingContext2D, size: Size) => void,
): Pixels {
  const factor = Math.max(1, Math.ceil(largeSide / Math.max(width, height)));
  const size = { width: width * factor, height: height * factor };
  return fitPicture(
    paint(size, (context) => draw(context, size)),
    { width, height },
  );
}

const largeSide = 224;

export function normalizationOf({ normalization }: InputChoice, input: PictureInput): Normalization {
  const choices = normalizationsFor(input.channels);
  const wanted = normalization ?? usualNormalization(input);
  const found = choices.find(({ id }) => id === wanted) ?? choices[1];
  if (found === undefined) throw new Error("Every input has a normalisation.");
  return found;
}

/** What a run takes as its input, in words: `224×224 of a 640×480 picture, centre crop, ImageNet mean and deviation`. */
export function inputWords(
  choice: InputChoice,
  input: PictureInput,
  fill: "random" | number,
  pictures: Pictures,
): string {
  const { source } = choice;
  if (source.kind === "made") return fillWords(fill);
  const opened = source.kind === "picture" ? source : null;
  return pictureWords(input, {
    original: opened && (pictures.get(opened.id) ? opened : opened.kept),
    normalization: normalizationOf(choice, input),
    inverted: choice.inverted,
  });
}

/** What an input is filled with where nothing is chosen. */
export function fillWords(fill: "random" | number): string {
  return fill === "random"
    ? "Random numbers: what comes out means nothing."
    : `Every element is ${fill}, as the file says.`;
}

export function keptPixels({ width, height, rgb }: Pixels): KeptPixels {
  return { width, height, rgb: btoa(Array.from(rgb, (byte) => String.fromCharCode(byte)).join("")) };
}

function restoredPixels({ width, height, rgb }: KeptPixels): Pixels {
  return { width, height, rgb: Uint8Array.from(atob(rgb), (character) => character.charCodeAt(0)) };
}
