import { type Dim, multiply, symbol, unknownDim } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import {
  plainTransposed,
  type TransposedAttrs,
  transposedConvolution,
} from "./shared/transposed-convolution.ts";

/** A convolution's gradient with respect to its input, as PyTorch's `ConvTranspose1d`; takes [N, C, L] or [C, L]. */
export const convTranspose1d = defineOp<"conv-transpose1d", TransposedAttrs>({
  ...transposedConvolution("conv-transpose1d", "ConvTranspose1d", 1),
  examples: [
    {
      name: "kernel 4 at stride 2 with padding 1 doubles the length",
      attrs: plain(16, 8, 4, { stride: [2], padding: [1], bias: false }),
      inputs: [[1, 16, symbol("L")]],
      output: [1, 8, multiply(symbol("L"), 2)],
      parameters: 512,
      macs: multiply(symbol("L"), 512),
    },
    {
      name: "places overlap, padding cuts off, output padding adds at the end",
      attrs: plain(1, 1, 3, { stride: [2], padding: [1], outputPadding: [1] }),
      inputs: [[1, 1, 3]],
      output: [1, 1, 6],
      parameters: 4,
      macs: 9,
      values: {
        inputs: [[1, 2, 3]],
        params: { weight: [1, 10, 100], bias: [0.5] },
        output: [10.5, 102.5, 20.5, 203.5, 30.5, 300.5],
      },
    },
    {
      name: "groups and dilation, without a batch",
      attrs: plain(2, 2, 2, { dilation: [2], groups: 2, bias: false }),
      inputs: [[2, 3]],
      output: [2, 5],
      parameters: 4,
      macs: 12,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6]],
        params: { weight: [1, 10, 100, 1000] },
        output: [1, 2, 13, 20, 30, 400, 500, 4600, 5000, 6000],
      },
    },
    {
      name: "padding that cuts everything off",
      attrs: plain(1, 1, 2, { padding: [1] }),
      inputs: [[1, 1, 1]],
      output: [1, 1, unknownDim("the padding leaves nothing")],
      parameters: 3,
      macs: 2,
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
      attrs: plain(3, 8, 3, { stride: [2], outputPadding: [2] }),
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
  return plainTransposed(1, [inChannels, outChannels], k, options);
}
