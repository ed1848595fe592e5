import { conv1d } from "./conv1d.ts";
import type { ConvolutionAttrs } from "./shared/convolution.ts";
import {
  type FunctionalConvolutionAttrs,
  functionalConvolution,
  plainFunctional,
} from "./shared/functional-convolution.ts";
import { functionalForm } from "./shared/functional-form.ts";

/** `F.conv1d`: a convolution over a signal by a weight [out, in / groups, k] that is a tensor like any other, and a bias [out]. */
export const functionalConv1d = functionalForm<
  "functional-conv1d",
  FunctionalConvolutionAttrs,
  ConvolutionAttrs
>({
  kind: "functional-conv1d",
  displayName: "conv1d",
  summary: "Slides filters that are given over a signal, as F.conv1d does.",
  layer: conv1d,
  ...functionalConvolution(1, "k"),
  examples: [
    {
      name: "sizes come from the weight's",
      attrs: plainFunctional(1, { stride: [2], padding: [1], dilation: [2], groups: 2 }),
      inputs: [[2, 6, 20], [4, 3, 5], [4]],
      output: [2, 4, 7],
      parameters: 0,
      macs: 840,
    },
    {
      name: "three taps on a counted signal",
      attrs: plainFunctional(1),
      inputs: [[1, 1, 5], [1, 1, 3], [1]],
      output: [1, 1, 3],
      parameters: 0,
      macs: 9,
      values: { inputs: [[1, 2, 3, 4, 5], [1, 10, 100], [0.5]], output: [321.5, 432.5, 543.5] },
    },
    {
      name: "groups and dilation, without a bias or a batch",
      attrs: plainFunctional(1, { dilation: [2], groups: 2, given: ["weight"] }),
      inputs: [
        [2, 4],
        [2, 1, 2],
      ],
      output: [2, 2],
      parameters: 0,
      macs: 8,
      values: {
        inputs: [
          [1, 2, 3, 4, 5, 6, 7, 8],
          [1, 10, 1, 100],
        ],
        output: [31, 42, 705, 806],
      },
    },
  ],
});
