import { type Dim, multiply, symbol, unknownDim } from "../ir/index.ts";
import { type ConvolutionAttrs, convolution, plainConvolution } from "./shared/convolution.ts";
import { defineOp } from "./shared/define-op.ts";

/** Cross-correlation over a volume as PyTorch's `Conv3d`; takes [N, C, D, H, W] or [C, D, H, W]. */
export const conv3d = defineOp<"conv3d", ConvolutionAttrs>({
  ...convolution("conv3d", "Conv3d", 3),
  examples: [
    {
      name: "R3D's stem: 3×7×7 at stride 1×2×2",
      attrs: {
        ...plain(3, 64, 1, { stride: [1, 2, 2], padding: [1, 3, 3], bias: false }),
        kernelSize: [3, 7, 7],
      },
      inputs: [[1, 3, 16, 112, 112]],
      output: [1, 64, 16, 56, 56],
      parameters: 28224,
      macs: 1416167424,
    },
    {
      name: "padding 1 keeps the size under a 3×3×3 kernel",
      attrs: plain(64, 64, 3, { padding: [1, 1, 1], bias: false }),
      inputs: [[symbol("N"), 64, 8, 28, symbol("W")]],
      output: [symbol("N"), 64, 8, 28, symbol("W")],
      parameters: 110592,
      macs: multiply(multiply(symbol("N"), symbol("W")), 24_772_608),
    },
    {
      name: "a 2×2×2 kernel on a counted volume",
      attrs: plain(1, 1, 2),
      inputs: [[1, 1, 2, 2, 3]],
      output: [1, 1, 1, 1, 2],
      parameters: 9,
      macs: 16,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
        params: { weight: [1, 10, 100, 1000, -1, -2, -3, -4], bias: [0.5] },
        output: [5324.5, 6425.5],
      },
    },
    {
      name: "a kernel along the depth alone, in groups, without a batch",
      attrs: {
        ...plain(2, 2, 1, { stride: [2, 1, 1], padding: [1, 0, 0], groups: 2, bias: false }),
        kernelSize: [3, 1, 1],
      },
      inputs: [[2, 3, 2, 2]],
      output: [2, 2, 2, 2],
      parameters: 6,
      macs: 48,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]],
        params: { weight: [1, 10, 100, 2, 20, 200] },
        output: [510, 620, 730, 840, 95, 106, 117, 128, 3660, 3880, 4100, 4320, 454, 476, 498, 520],
      },
    },
    {
      name: "padding, stride and dilation that differ per axis",
      attrs: {
        ...plain(2, 3, 1, { stride: [1, 2, 1], padding: [2, 1, 1], dilation: [2, 1, 3], bias: false }),
        kernelSize: [3, 3, 2],
      },
      inputs: [[1, 2, 3, 4, 3]],
      output: [1, 3, 3, 2, 2],
      parameters: 108,
      macs: 1296,
      values: {
        inputs: [
          [
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
            28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51,
            52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72,
          ],
        ],
        params: {
          weight: [
            2, -2, 5, 1, -3, 4, 0, -4, 3, -1, -5, 2, -2, 5, 1, -3, 4, 0, -4, 3, -1, -5, 2, -2, 5, 1, -3, 4, 0,
            -4, 3, -1, -5, 2, -2, 5, 1, -3, 4, 0, -4, 3, -1, -5, 2, -2, 5, 1, -3, 4, 0, -4, 3, -1, -5, 2, -2,
            5, 1, -3, 4, 0, -4, 3, -1, -5, 2, -2, 5, 1, -3, 4, 0, -4, 3, -1, -5, 2, -2, 5, 1, -3, 4, 0, -4, 3,
            -1, -5, 2, -2, 5, 1, -3, 4, 0, -4, 3, -1, -5, 2, -2, 5, 1, -3, 4, 0, -4, 3,
          ],
        },
        output: [
          372, -424, 504, -130, 9, -188, -3, 42, -231, -212, -177, -56, 96, 31, 36, 273, -129, -142, -237, 62,
          -78, -164, -150, -126, 282, -229, 162, -171, 327, -272, 387, -160, 372, -424, 504, -130,
        ],
      },
    },
    {
      name: "after wrong channels the declared shape goes on",
      attrs: plain(16, 8, 1, { bias: false }),
      inputs: [[1, 3, 4, 5, 6]],
      output: [1, 8, 4, 5, 6],
      parameters: 128,
      macs: 15360,
      problems: ["channel-mismatch"],
    },
    {
      name: "a kernel deeper than its input has no place",
      attrs: plain(1, 1, 3),
      inputs: [[1, 1, 2, 4, 4]],
      output: [1, 1, unknownDim("the kernel is larger than its input"), 2, 2],
      parameters: 28,
      macs: unknownDim("the kernel is larger than its input"),
      problems: ["kernel-exceeds-input"],
    },
  ],
  refusals: [
    {
      name: "a kernel of no size",
      attrs: plain(3, 8, 0),
      problem: "invalid-attribute",
      blames: "kernelSize",
    },
    {
      name: "groups that do not divide the channels",
      attrs: plain(64, 128, 3, { groups: 3 }),
      problem: "groups-do-not-divide",
      blames: "groups",
    },
    {
      name: "padding same with a stride",
      attrs: plain(64, 64, 3, { padding: "same", stride: [2, 2, 2] }),
      problem: "same-padding-needs-stride-1",
      blames: "stride",
    },
  ],
});

/** Attributes with PyTorch's defaults. */
function plain(
  inChannels: Dim,
  outChannels: Dim,
  k: Dim,
  options: Parameters<typeof plainConvolution>[3] = {},
): ConvolutionAttrs {
  return plainConvolution(3, [inChannels, outChannels], k, options);
}
