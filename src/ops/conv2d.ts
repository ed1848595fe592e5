import { add, type Dim, floorDivide, multiply, subtract, symbol, unknownDim } from "../ir/index.ts";
import { type ConvolutionAttrs, convolution, plainConvolution } from "./shared/convolution.ts";
import { defineOp } from "./shared/define-op.ts";

/** Cross-correlation over height and width as PyTorch's `Conv2d`; takes [N, C, H, W] or [C, H, W]. */
export const conv2d = defineOp<"conv2d", ConvolutionAttrs>({
  ...convolution("conv2d", "Conv2d", 2),
  examples: [
    {
      name: "padding 1 keeps the size under a 3×3 kernel",
      attrs: plain(64, 128, 3, { padding: [1, 1] }),
      inputs: [[1, 64, 56, 56]],
      output: [1, 128, 56, 56],
      parameters: 73_856,
      macs: 231_211_008,
    },
    {
      name: "ResNet's stem halves the size",
      attrs: plain(3, 64, 7, { stride: [2, 2], padding: [3, 3], bias: false }),
      inputs: [[1, 3, 224, 224]],
      output: [1, 64, 112, 112],
      parameters: 9_408,
      macs: 118_013_952,
    },
    {
      name: "one group a channel filters each channel alone",
      attrs: plain(512, 512, 3, { padding: [1, 1], groups: 512, bias: false }),
      inputs: [[1, 512, 14, 14]],
      output: [1, 512, 14, 14],
      parameters: 4_608,
      macs: 903_168,
    },
    {
      name: "a 2×2 kernel on a counted image",
      attrs: plain(1, 1, 2),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 2],
      parameters: 5,
      macs: 16,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9]],
        params: { weight: [1, 10, 100, 1000], bias: [0.5] },
        output: [5421.5, 6532.5, 8754.5, 9865.5],
      },
    },
    {
      name: "padding same puts the odd zero at the end under an even kernel",
      attrs: plain(1, 1, 2, { padding: "same", bias: false }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 2, 2],
      parameters: 4,
      macs: 16,
      values: {
        inputs: [[1, 2, 3, 4]],
        params: { weight: [1, 10, 100, 1000] },
        output: [4321, 402, 43, 4],
      },
    },
    {
      name: "groups keep their channels apart, stride and dilation differ per axis",
      attrs: {
        ...plain(2, 2, 1, { groups: 2, bias: false }),
        kernelSize: [1, 2],
        stride: [2, 1],
        dilation: [1, 2],
      },
      inputs: [[1, 2, 3, 3]],
      output: [1, 2, 2, 1],
      parameters: 4,
      macs: 8,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19]],
        params: { weight: [1, 10, 1, 100] },
        output: [31, 97, 1311, 1917],
      },
    },
    {
      name: "an image without a batch",
      attrs: plain(3, 8, 3, { bias: false }),
      inputs: [[3, 10, 10]],
      output: [8, 8, 8],
      parameters: 216,
      macs: 13_824,
    },
    {
      name: "after wrong channels the declared shape goes on",
      attrs: plain(16, 8, 3, { bias: false }),
      inputs: [[1, 3, 32, 32]],
      output: [1, 8, 30, 30],
      parameters: 1_152,
      macs: 1_036_800,
      problems: ["channel-mismatch"],
    },
    {
      name: "a symbolic size stays a formula",
      attrs: plain(16, 32, 3, { stride: [2, 2], padding: [1, 1], bias: false }),
      inputs: [[1, 16, symbol("H"), 8]],
      output: [1, 32, add(floorDivide(subtract(symbol("H"), 1), 2), 1), 4],
      parameters: 4_608,
      macs: add(multiply(18_432, floorDivide(subtract(symbol("H"), 1), 2)), 18_432),
    },
    {
      name: "a kernel larger than its input has no place",
      attrs: plain(1, 1, 5),
      inputs: [[1, 1, 8, 4]],
      output: [1, 1, 4, unknownDim("the kernel is larger than its input")],
      parameters: 26,
      macs: unknownDim("the kernel is larger than its input"),
      problems: ["kernel-exceeds-input"],
    },
  ],
  refusals: [
    {
      name: "a negative number of channels",
      attrs: plain(3, -1, 3),
      problem: "invalid-attribute",
      blames: "outChannels",
    },
    {
      name: "a kernel of no size",
      attrs: plain(3, 8, 0),
      problem: "invalid-attribute",
      blames: "kernelSize",
    },
    { name: "half a kernel", attrs: plain(3, 8, 1.5), problem: "invalid-attribute", blames: "kernelSize" },
    {
      name: "groups that do not divide the channels",
      attrs: plain(64, 128, 3, { groups: 3 }),
      problem: "groups-do-not-divide",
      blames: "groups",
    },
    {
      name: "padding same with a stride",
      attrs: plain(64, 64, 3, { padding: "same", stride: [2, 2] }),
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
  return plainConvolution(2, [inChannels, outChannels], k, options);
}
