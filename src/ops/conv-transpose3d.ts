import { type Dim, multiply, symbol, unknownDim } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import {
  plainTransposed,
  type TransposedAttrs,
  transposedConvolution,
} from "./shared/transposed-convolution.ts";

/** A convolution's gradient with respect to its input, as PyTorch's `ConvTranspose3d`; takes [N, C, D, H, W] or [C, D, H, W]. */
export const convTranspose3d = defineOp<"conv-transpose3d", TransposedAttrs>({
  ...transposedConvolution("conv-transpose3d", "ConvTranspose3d", 3),
  examples: [
    {
      name: "3-D U-Net's 2×2×2 at stride 2 doubles the size",
      attrs: plain(64, 32, 2, { stride: [2, 2, 2] }),
      inputs: [[1, 64, 4, 8, symbol("W")]],
      output: [1, 32, 8, 16, multiply(symbol("W"), 2)],
      parameters: 16416,
      macs: multiply(symbol("W"), 524_288),
    },
    {
      name: "every voxel is spread over a place of its own where the stride is the kernel",
      attrs: { ...plain(1, 1, 1, { stride: [2, 1, 2] }), kernelSize: [2, 1, 2] },
      inputs: [[1, 1, 2, 1, 2]],
      output: [1, 1, 4, 1, 4],
      parameters: 5,
      macs: 16,
      values: {
        inputs: [[1, 2, 3, 4]],
        params: { weight: [1, 10, 100, 1000], bias: [0.5] },
        output: [
          1.5, 10.5, 2.5, 20.5, 100.5, 1000.5, 200.5, 2000.5, 3.5, 30.5, 4.5, 40.5, 300.5, 3000.5, 400.5,
          4000.5,
        ],
      },
    },
    {
      name: "places overlap in groups, with gaps, padding and output padding, without a batch",
      attrs: {
        ...plain(2, 4, 1, {
          stride: [2, 1, 2],
          padding: [1, 0, 1],
          outputPadding: [1, 0, 0],
          dilation: [1, 2, 1],
          groups: 2,
          bias: false,
        }),
        kernelSize: [3, 2, 3],
      },
      inputs: [[2, 2, 2, 2]],
      output: [4, 4, 4, 3],
      parameters: 72,
      macs: 576,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
        params: {
          weight: [
            2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2,
            0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0,
            -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0,
          ],
        },
        output: [
          2, -6, 4, 6, -12, 8, 3, -3, 6, 9, -5, 12, -3, 2, -6, -9, 4, -12, 3, 16, 2, 1, 26, 0, 10, -18, 12,
          14, -24, 16, 15, -7, 18, 21, -9, 24, -15, 4, -18, -21, 6, -24, -10, 15, -12, -14, 21, -16, 1, 5, 2,
          3, 9, 4, 2, -6, 4, 6, -12, 8, -2, -12, 0, 2, -18, 4, -3, 2, -6, -9, 4, -12, 5, 13, 6, 7, 17, 8, 10,
          -18, 12, 14, -24, 16, 15, -7, 18, 21, -9, 24, -15, 4, -18, -21, 6, -24, 0, 2, 0, 0, 2, 0, 9, 21, 10,
          11, 25, 12, -8, 9, -8, -8, 9, -8, 14, -36, 16, 18, -42, 20, 0, 2, 0, 0, 2, 0, 13, 29, 14, 15, 33,
          16, 26, -42, 28, 30, -48, 32, 39, -15, 42, 45, -17, 48, -9, -17, -10, -11, -21, -12, 0, 2, 0, 0, 2,
          0, -30, 33, -32, -34, 39, -36, -8, 9, -8, -8, 9, -8, -13, -25, -14, -15, -29, -16, 0, 2, 0, 0, 2, 0,
          13, 29, 14, 15, 33, 16, 26, -42, 28, 30, -48, 32,
        ],
      },
    },
    {
      name: "padding that cuts everything off",
      attrs: plain(1, 1, 2, { padding: [1, 1, 1] }),
      inputs: [[1, 1, 1, 2, 2]],
      output: [1, 1, unknownDim("the padding leaves nothing"), 1, 1],
      parameters: 9,
      macs: 32,
      problems: ["invalid-attribute"],
    },
  ],
  refusals: [
    {
      name: "groups that do not divide the channels",
      attrs: plain(64, 32, 2, { groups: 3 }),
      problem: "groups-do-not-divide",
      blames: "groups",
    },
    {
      name: "an output padding as large as the stride",
      attrs: plain(3, 8, 3, { stride: [2, 2, 2], outputPadding: [0, 0, 2] }),
      problem: "invalid-attribute",
      blames: "outputPadding",
    },
  ],
});

/** Attributes with PyTorch's defaults. */
function plain(
  inChannels: Dim,
  outChannels: Dim,
  k: Dim,
  options: Parameters<typeof plainTransposed>[3] = {},
): TransposedAttrs {
  return plainTransposed(3, [inChannels, outChannels], k, options);
}
