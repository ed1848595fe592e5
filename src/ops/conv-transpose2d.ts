import { type Dim, multiply, symbol, unknownDim } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import {
  plainTransposed,
  type TransposedAttrs,
  transposedConvolution,
} from "./shared/transposed-convolution.ts";

/** A convolution's gradient with respect to its input, as PyTorch's `ConvTranspose2d`; takes [N, C, H, W] or [C, H, W]. */
export const convTranspose2d = defineOp<"conv-transpose2d", TransposedAttrs>({
  ...transposedConvolution("conv-transpose2d", "ConvTranspose2d", 2),
  examples: [
    {
      name: "U-Net's 2×2 at stride 2 doubles the size",
      attrs: plain(64, 32, 2, { stride: [2, 2] }),
      inputs: [[1, 64, 28, 28]],
      output: [1, 32, 56, 56],
      parameters: 8_224,
      macs: 6_422_528,
    },
    {
      name: "DCGAN's 4×4 at stride 2 with padding 1 doubles it too",
      attrs: plain(512, 256, 4, { stride: [2, 2], padding: [1, 1], bias: false }),
      inputs: [[1, 512, 4, 4]],
      output: [1, 256, 8, 8],
      parameters: 2_097_152,
      macs: 33_554_432,
    },
    {
      name: "a latent vector becomes an image",
      attrs: plain(100, 64, 4, { bias: false }),
      inputs: [[1, 100, 1, 1]],
      output: [1, 64, 4, 4],
      parameters: 102_400,
      macs: 102_400,
    },
    {
      name: "every pixel is spread over a place of its own where the stride is the kernel",
      attrs: plain(1, 1, 2, { stride: [2, 2] }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 4, 4],
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
      name: "places overlap, padding cuts off, output padding adds at the end",
      attrs: {
        ...plain(1, 1, 1, { bias: false }),
        kernelSize: [1, 3],
        stride: [1, 2],
        padding: [0, 1],
        outputPadding: [0, 1],
      },
      inputs: [[1, 1, 1, 2]],
      output: [1, 1, 1, 4],
      parameters: 3,
      macs: 6,
      values: {
        inputs: [[1, 2]],
        params: { weight: [1, 10, 100] },
        output: [10, 102, 20, 200],
      },
    },
    {
      name: "rows alike, at stride 3 with gaps between the places",
      attrs: { ...plain(1, 1, 1), kernelSize: [2, 1], stride: [3, 1] },
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 5, 2],
      parameters: 3,
      macs: 8,
      values: {
        inputs: [[1, 2, 3, 4]],
        params: { weight: [1, 10], bias: [0.5] },
        output: [1.5, 2.5, 10.5, 20.5, 0.5, 0.5, 3.5, 4.5, 30.5, 40.5],
      },
    },
    {
      name: "dilation sets the taps apart",
      attrs: { ...plain(1, 1, 1, { bias: false }), kernelSize: [1, 2], dilation: [1, 2] },
      inputs: [[1, 1, 1, 2]],
      output: [1, 1, 1, 4],
      parameters: 2,
      macs: 4,
      values: { inputs: [[1, 2]], params: { weight: [1, 10] }, output: [1, 2, 10, 20] },
    },
    {
      name: "groups keep their channels apart",
      attrs: plain(2, 4, 1, { groups: 2, bias: false }),
      inputs: [[1, 2, 1, 1]],
      output: [1, 4, 1, 1],
      parameters: 4,
      macs: 4,
      values: { inputs: [[1, 2]], params: { weight: [1, 10, 100, 1000] }, output: [1, 10, 200, 2000] },
    },
    {
      name: "an image without a batch",
      attrs: plain(3, 8, 3, { stride: [2, 2], padding: [1, 1], outputPadding: [1, 1], bias: false }),
      inputs: [[3, 5, 6]],
      output: [8, 10, 12],
      parameters: 216,
      macs: 6_480,
    },
    {
      name: "an output padding as large as the stride, since the dilation is larger",
      attrs: plain(1, 1, 2, { padding: [1, 1], outputPadding: [1, 1], dilation: [2, 2], bias: false }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 3, 3],
      parameters: 4,
      macs: 16,
    },
    {
      name: "after wrong channels the declared shape goes on",
      attrs: plain(16, 8, 2, { stride: [2, 2], bias: false }),
      inputs: [[1, 3, 4, 4]],
      output: [1, 8, 8, 8],
      parameters: 512,
      macs: 8_192,
      problems: ["channel-mismatch"],
    },
    {
      name: "a symbolic size stays a formula",
      attrs: plain(16, 8, 4, { stride: [2, 2], padding: [1, 1], bias: false }),
      inputs: [[1, 16, symbol("H"), 8]],
      output: [1, 8, multiply(symbol("H"), 2), 16],
      parameters: 2_048,
      macs: multiply(symbol("H"), 16_384),
    },
    {
      name: "padding that cuts everything off",
      attrs: plain(1, 1, 2, { padding: [1, 1] }),
      inputs: [[1, 1, 2, 1]],
      output: [1, 1, 1, unknownDim("the padding leaves nothing")],
      parameters: 5,
      macs: 8,
      problems: ["invalid-attribute"],
    },
  ],
  refusals: [
    {
      name: "a negative padding",
      attrs: plain(3, 8, 3, { padding: [-1, -1] }),
      problem: "invalid-attribute",
      blames: "padding",
    },
    {
      name: "groups that do not divide the channels",
      attrs: plain(64, 32, 2, { groups: 3 }),
      problem: "groups-do-not-divide",
      blames: "groups",
    },
    {
      name: "an output padding as large as the stride",
      attrs: plain(3, 8, 3, { stride: [2, 2], outputPadding: [0, 2] }),
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
  return plainTransposed(2, [inChannels, outChannels], k, options);
}
