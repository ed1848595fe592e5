import { type Dim, differs, floorDivide, modulo, multiply, symbol } from "../ir/index.ts";
import type { OpProblem } from "./op.ts";
import { invalidAttribute, positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { permuted } from "./shared/permutation.ts";
import { imageSizes, required, reshaped } from "./shared/reference.ts";
import { readSpatial, sizeOf } from "./shared/spatial.ts";
import { printed, titleOf } from "./shared/words.ts";

export type PixelUnshuffleAttrs = {
  /** r: every r × r pixels become r × r channels. */
  readonly downscaleFactor: Dim;
};

/** [N, C, H · r, W · r] → [N, C · r², H, W], as PyTorch's `PixelUnshuffle` (Shi et al. 2016). */
export const pixelUnshuffle = defineOp<"pixel-unshuffle", PixelUnshuffleAttrs>({
  kind: "pixel-unshuffle",
  category: "shape",
  displayName: "PixelUnshuffle",
  summary: "Makes channels of neighbouring pixels, and the image smaller.",
  title: ({ downscaleFactor }) => titleOf("PixelUnshuffle", `÷ ${printed(downscaleFactor)}`),
  rules: { downscaleFactor: positive },
  infer({ downscaleFactor: r }, inputs) {
    const { value: image, problems } = readSpatial(inputs, 2);
    const { batch, channels } = image;
    const [height, width] = [sizeOf(image.sizes, 0), sizeOf(image.sizes, 1)];
    const [rows, columns] = [floorDivide(height, r), floorDivide(width, r)];
    const value = [...batch, multiply(channels, multiply(r, r)), rows, columns];
    if (problems.length > 0) return { value, problems };
    return { value, problems: [...uneven("height", r, height), ...uneven("width", r, width)].slice(0, 1) };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: ({ downscaleFactor: r }) => ({ kind: "resampling", size: [1, 1], from: [r, r], to: [1, 1] }),
  reference({ downscaleFactor: r }, inputs) {
    const x = required(inputs[0]);
    const [N, C, H, W] = imageSizes(x.shape);
    const { sizes, order } = permutationOf(r, x.shape);
    const shape = [...(x.shape.length > 3 ? [N] : []), C * r * r, H / r, W / r];
    return reshaped(permuted(reshaped(x, sizes), order), shape);
  },
  lower: ({ downscaleFactor }, [shape = []]) => ({
    family: "permute",
    ...permutationOf(downscaleFactor, shape),
  }),
  examples: [
    {
      name: "four pixels become channels",
      attrs: { downscaleFactor: 2 },
      inputs: [[1, 1, 2, 4]],
      output: [1, 4, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 3, 2, 4, 5, 7, 6, 8]], output: [1, 2, 3, 4, 5, 6, 7, 8] },
    },
    {
      name: "an image without a batch",
      attrs: { downscaleFactor: 3 },
      inputs: [[3, 12, 15]],
      output: [27, 4, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an open width",
      attrs: { downscaleFactor: 2 },
      inputs: [[symbol("N"), 3, 224, multiply(2, symbol("W"))]],
      output: [symbol("N"), 12, 112, symbol("W")],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a height that the factor does not divide",
      attrs: { downscaleFactor: 2 },
      inputs: [[1, 3, 5, 4]],
      output: [1, 12, 2, 2],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
  ],
  refusals: [
    {
      name: "no factor",
      attrs: { downscaleFactor: 0 },
      problem: "invalid-attribute",
      blames: "downscaleFactor",
    },
  ],
});

function uneven(word: string, r: Dim, size: Dim): readonly OpProblem[] {
  if (!differs(modulo(size, r), 0)) return [];
  return [invalidAttribute("downscaleFactor", r, `a divisor of the ${word}, ${printed(size)}`)];
}

function permutationOf(r: number, shape: readonly number[]) {
  const [N, C, H, W] = imageSizes(shape);
  return { sizes: [N, C, H / r, r, W / r, r], order: [0, 1, 3, 5, 2, 4] };
}
