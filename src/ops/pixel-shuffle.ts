import { type Dim, differs, floorDivide, modulo, multiply, symbol } from "../ir/index.ts";
import type { OpProblem } from "./op.ts";
import { positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { permuted } from "./shared/permutation.ts";
import { imageSizes, required, reshaped } from "./shared/reference.ts";
import { readSpatial, sizeOf } from "./shared/spatial.ts";
import { printed, titleOf } from "./shared/words.ts";

export type PixelShuffleAttrs = {
  /** r: every r × r channels become r × r pixels. */
  readonly upscaleFactor: Dim;
};

/** [N, C · r², H, W] → [N, C, H · r, W · r], as PyTorch's `PixelShuffle` (Shi et al. 2016). */
export const pixelShuffle = defineOp<"pixel-shuffle", PixelShuffleAttrs>({
  kind: "pixel-shuffle",
  category: "shape",
  displayName: "PixelShuffle",
  summary: "Makes a larger image of groups of channels.",
  title: ({ upscaleFactor }) => titleOf("PixelShuffle", `× ${printed(upscaleFactor)}`),
  rules: { upscaleFactor: positive },
  infer({ upscaleFactor: r }, inputs) {
    const { value: image, problems } = readSpatial(inputs, 2);
    const { batch, channels } = image;
    const [height, width] = [sizeOf(image.sizes, 0), sizeOf(image.sizes, 1)];
    const squared = multiply(r, r);
    const value = [...batch, floorDivide(channels, squared), multiply(height, r), multiply(width, r)];
    if (problems.length > 0 || !differs(modulo(channels, squared), 0)) return { value, problems };
    const uneven: OpProblem = {
      code: "groups-do-not-divide",
      blame: { kind: "attr", name: "upscaleFactor" },
      data: { groups: squared, channels, which: "input" },
    };
    return { value, problems: [uneven] };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: ({ upscaleFactor: r }) => ({ kind: "resampling", size: [1, 1], from: [1, 1], to: [r, r] }),
  reference({ upscaleFactor: r }, inputs) {
    const x = required(inputs[0]);
    const [N, C, H, W] = imageSizes(x.shape);
    const { sizes, order } = permutationOf(r, x.shape);
    const shape = [...(x.shape.length > 3 ? [N] : []), C / (r * r), H * r, W * r];
    return reshaped(permuted(reshaped(x, sizes), order), shape);
  },
  lower: ({ upscaleFactor }, [shape = []]) => ({ family: "permute", ...permutationOf(upscaleFactor, shape) }),
  examples: [
    {
      name: "four channels become one, twice as large",
      attrs: { upscaleFactor: 2 },
      inputs: [[1, 4, 1, 2]],
      output: [1, 1, 2, 4],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6, 7, 8]], output: [1, 3, 2, 4, 5, 7, 6, 8] },
    },
    {
      name: "an image without a batch",
      attrs: { upscaleFactor: 3 },
      inputs: [[27, 4, 5]],
      output: [3, 12, 15],
      parameters: 0,
      macs: 0,
    },
    {
      name: "super-resolution by 3",
      attrs: { upscaleFactor: 3 },
      inputs: [[symbol("N"), 9, symbol("H"), 224]],
      output: [symbol("N"), 1, multiply(3, symbol("H")), 672],
      parameters: 0,
      macs: 0,
    },
    {
      name: "channels that do not come to squares",
      attrs: { upscaleFactor: 2 },
      inputs: [[1, 6, 4, 4]],
      output: [1, 1, 8, 8],
      parameters: 0,
      macs: 0,
      problems: ["groups-do-not-divide"],
    },
  ],
  refusals: [
    {
      name: "no factor",
      attrs: { upscaleFactor: 0 },
      problem: "invalid-attribute",
      blames: "upscaleFactor",
    },
  ],
});

function permutationOf(r: number, shape: readonly number[]) {
  const [N, C, H, W] = imageSizes(shape);
  return { sizes: [N, C / (r * r), r, r, H, W], order: [0, 1, 4, 2, 5, 3] };
}
