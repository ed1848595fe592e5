import { conv2d } from "./conv2d.ts";
import type { ConvolutionAttrs } from "./shared/convolution.ts";
import {
  type FunctionalConvolutionAttrs,
  functionalConvolution,
  plainFunctional,
} from "./shared/functional-convolution.ts";
import { functionalForm } from "./shared/functional-form.ts";

/** `F.conv2d`: a convolution by a weight [out, in / groups, kh, kw] that is a tensor like any other, and a bias [out]. */
export const functionalConv2d = functionalForm<
  "functional-conv2d",
  FunctionalConvolutionAttrs,
  ConvolutionAttrs
>({
  kind: "functional-conv2d",
  displayName: "conv2d",
  summary: "Slides filters that are given over height and width, as F.conv2d does.",
  layer: conv2d,
  ...functionalConvolution(2, "kh, kw"),
  examples: [
    {
      name: "sizes come from the weight's",
      attrs: plain({ padding: [1, 1] }),
      inputs: [[1, 16, 28, 28], [32, 16, 3, 3], [32]],
      output: [1, 32, 28, 28],
      parameters: 0,
      macs: 3_612_672,
    },
    {
      name: "groups and strides, without a bias",
      attrs: plain({ groups: 2, stride: [2, 1], dilation: [1, 2], given: ["weight"] }),
      inputs: [
        [2, 6, 9, 10],
        [4, 3, 3, 3],
      ],
      output: [2, 4, 4, 6],
      parameters: 0,
      macs: 5_184,
    },
    {
      name: "one group a channel, and no batch",
      attrs: plain({ groups: 5, padding: "same", given: ["weight"] }),
      inputs: [
        [5, 7, 6],
        [5, 1, 2, 3],
      ],
      output: [5, 7, 6],
      parameters: 0,
      macs: 1_260,
    },
    {
      name: "a 2×2 kernel on a counted image",
      attrs: plain(),
      inputs: [[1, 1, 3, 3], [1, 1, 2, 2], [1]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 16,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 10, 100, 1000], [0.5]],
        output: [5421.5, 6532.5, 8754.5, 9865.5],
      },
    },
    {
      name: "channels that the weight does not have",
      attrs: plain({ given: ["weight"] }),
      inputs: [
        [1, 3, 8, 8],
        [4, 5, 3, 3],
      ],
      output: [1, 4, 6, 6],
      parameters: 0,
      macs: 6_480,
      problems: ["channel-mismatch"],
    },
    {
      name: "a bias of another size",
      attrs: plain(),
      inputs: [[1, 3, 8, 8], [4, 3, 3, 3], [3]],
      output: [1, 4, 6, 6],
      parameters: 0,
      macs: 3_888,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    { name: "no stride", attrs: plain({ stride: [0, 1] }), problem: "invalid-attribute", blames: "stride" },
  ],
});

function plain(options: Partial<FunctionalConvolutionAttrs> = {}): FunctionalConvolutionAttrs {
  return plainFunctional(2, options);
}
