import { type Dim, multiply, symbol, unknownDim } from "../ir/index.ts";
import { type ConvolutionAttrs, convolution, plainConvolution } from "./shared/convolution.ts";
import { defineOp } from "./shared/define-op.ts";

/** Cross-correlation over a signal as PyTorch's `Conv1d`; takes [N, C, L] or [C, L]. */
export const conv1d = defineOp<"conv1d", ConvolutionAttrs>({
  ...convolution("conv1d", "Conv1d", 1),
  examples: [
    {
      name: "M5's stem: a filter of 80 samples at stride 4",
      attrs: plain(1, 128, 80, { stride: [4] }),
      inputs: [[1, 1, 16000]],
      output: [1, 128, 3981],
      parameters: 10368,
      macs: 40765440,
    },
    {
      name: "a dilated kernel with padding keeps the length",
      attrs: plain(64, 64, 3, { padding: [4], dilation: [4], bias: false }),
      inputs: [[symbol("N"), 64, symbol("L")]],
      output: [symbol("N"), 64, symbol("L")],
      parameters: 12288,
      macs: multiply(multiply(symbol("N"), symbol("L")), 12_288),
    },
    {
      name: "three taps, the signal counted",
      attrs: plain(1, 1, 3, { padding: [1] }),
      inputs: [[1, 1, 5]],
      output: [1, 1, 5],
      parameters: 4,
      macs: 15,
      values: {
        inputs: [[1, 2, 3, 4, 5]],
        params: { weight: [1, 10, 100], bias: [0.5] },
        output: [210.5, 321.5, 432.5, 543.5, 54.5],
      },
    },
    {
      name: "groups, stride and dilation, without a batch",
      attrs: plain(2, 2, 2, { stride: [1], dilation: [2], groups: 2, bias: false }),
      inputs: [[2, 4]],
      output: [2, 2],
      parameters: 4,
      macs: 8,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8]],
        params: { weight: [1, 10, 1, 100] },
        output: [31, 42, 705, 806],
      },
    },
    {
      name: "padding same puts the odd zero at the end",
      attrs: plain(1, 1, 2, { padding: "same", bias: false }),
      inputs: [[1, 1, 3]],
      output: [1, 1, 3],
      parameters: 2,
      macs: 6,
      values: {
        inputs: [[1, 2, 3]],
        params: { weight: [1, 10] },
        output: [21, 32, 3],
      },
    },
    {
      name: "after wrong channels the declared shape goes on",
      attrs: plain(16, 8, 3, { bias: false }),
      inputs: [[1, 3, 32]],
      output: [1, 8, 30],
      parameters: 384,
      macs: 11520,
      problems: ["channel-mismatch"],
    },
    {
      name: "an image is not a signal",
      attrs: plain(3, 8, 3, { bias: false }),
      inputs: [[1, 3, 32, 32]],
      output: [unknownDim("the input is not a signal"), 8, unknownDim("the input is not a signal")],
      parameters: 72,
      macs: unknownDim("the input is not a signal"),
      problems: ["wrong-rank"],
    },
    {
      name: "a kernel longer than its input has no place",
      attrs: plain(1, 1, 5),
      inputs: [[1, 1, 4]],
      output: [1, 1, unknownDim("the kernel is larger than its input")],
      parameters: 6,
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
      attrs: plain(64, 64, 3, { padding: "same", stride: [2] }),
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
  return plainConvolution(1, [inChannels, outChannels], k, options);
}
