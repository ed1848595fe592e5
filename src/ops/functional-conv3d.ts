import { unknownDim } from "../ir/index.ts";
import { conv3d } from "./conv3d.ts";
import type { ConvolutionAttrs } from "./shared/convolution.ts";
import {
  type FunctionalConvolutionAttrs,
  functionalConvolution,
  plainFunctional,
} from "./shared/functional-convolution.ts";
import { functionalForm } from "./shared/functional-form.ts";

const unknown = unknownDim("the weight has another shape");

/** `F.conv3d`: a convolution by a weight [out, in / groups, kd, kh, kw] that is a tensor like any other, and a bias [out]. */
export const functionalConv3d = functionalForm<
  "functional-conv3d",
  FunctionalConvolutionAttrs,
  ConvolutionAttrs
>({
  kind: "functional-conv3d",
  displayName: "conv3d",
  summary: "Slides filters that are given over a volume, as F.conv3d does.",
  layer: conv3d,
  ...functionalConvolution(3, "kd, kh, kw"),
  examples: [
    {
      name: "sizes come from the weight's",
      attrs: plain({ padding: [1, 1, 1] }),
      inputs: [[1, 4, 6, 7, 8], [8, 4, 3, 3, 3], [8]],
      output: [1, 8, 6, 7, 8],
      parameters: 0,
      macs: 290_304,
    },
    {
      name: "groups, strides, gaps and padding that differ per axis, without a bias",
      attrs: plain({
        groups: 2,
        stride: [2, 1, 3],
        padding: [0, 2, 1],
        dilation: [1, 2, 1],
        given: ["weight"],
      }),
      inputs: [
        [2, 6, 5, 6, 7],
        [4, 3, 2, 3, 2],
      ],
      output: [2, 4, 2, 6, 3],
      parameters: 0,
      macs: 10_368,
    },
    {
      name: "one group a channel, and no batch",
      attrs: plain({ groups: 3, padding: "same", given: ["weight"] }),
      inputs: [
        [3, 4, 3, 5],
        [3, 1, 2, 3, 3],
      ],
      output: [3, 4, 3, 5],
      parameters: 0,
      macs: 3_240,
    },
    {
      name: "a 2×2×2 kernel on a counted volume",
      attrs: plain(),
      inputs: [[1, 1, 2, 2, 3], [1, 1, 2, 2, 2], [1]],
      output: [1, 1, 1, 1, 2],
      parameters: 0,
      macs: 16,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [1, 10, 100, 1000, -1, -2, -3, -4], [0.5]],
        output: [5324.5, 6425.5],
      },
    },
    {
      name: "a weight of images",
      attrs: plain({ given: ["weight"] }),
      inputs: [
        [1, 3, 4, 8, 8],
        [4, 3, 3, 3],
      ],
      output: [1, unknown, unknown, unknown, unknown],
      parameters: 0,
      macs: unknown,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "no stride",
      attrs: plain({ stride: [0, 1, 1] }),
      problem: "invalid-attribute",
      blames: "stride",
    },
  ],
});

function plain(options: Partial<FunctionalConvolutionAttrs> = {}): FunctionalConvolutionAttrs {
  return plainFunctional(3, options);
}
