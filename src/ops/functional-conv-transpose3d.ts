import { convTranspose3d } from "./conv-transpose3d.ts";
import {
  type FunctionalTransposedAttrs,
  functionalTransposed,
  plainTransposed,
} from "./shared/functional-convolution.ts";
import { functionalForm } from "./shared/functional-form.ts";
import type { TransposedAttrs } from "./shared/transposed-convolution.ts";

/** `F.convTranspose3d`: a transposed convolution by a weight [in, out / groups, kd, kh, kw] that is given, and a bias [out]. */
export const functionalConvTranspose3d = functionalForm<
  "functional-conv-transpose3d",
  FunctionalTransposedAttrs,
  TransposedAttrs
>({
  kind: "functional-conv-transpose3d",
  displayName: "convTranspose3d",
  summary: "Spreads every voxel over the output by filters that are given, as F.convTranspose3d does.",
  layer: convTranspose3d,
  ...functionalTransposed(3, "kd, kh, kw"),
  examples: [
    {
      name: "a 2×2×2 kernel at stride 2 doubles the size",
      attrs: plain({ stride: [2, 2, 2] }),
      inputs: [[1, 8, 3, 4, 5], [8, 4, 2, 2, 2], [4]],
      output: [1, 4, 6, 8, 10],
      parameters: 0,
      macs: 15_360,
    },
    {
      name: "groups, dilation, padding and more at the end",
      attrs: plain({
        stride: [2, 1, 2],
        padding: [1, 0, 1],
        outputPadding: [1, 0, 0],
        dilation: [1, 2, 1],
        groups: 2,
      }),
      inputs: [[2, 4, 3, 4, 3], [4, 3, 3, 2, 3], [6]],
      output: [2, 6, 6, 6, 5],
      parameters: 0,
      macs: 15_552,
    },
    {
      name: "every voxel is spread over a place of its own where the stride is the kernel, without a bias or a batch",
      attrs: plain({ stride: [2, 1, 2], given: ["weight"] }),
      inputs: [
        [1, 2, 1, 2],
        [1, 1, 2, 1, 2],
      ],
      output: [1, 4, 1, 4],
      parameters: 0,
      macs: 16,
      values: {
        inputs: [
          [1, 2, 3, 4],
          [1, 10, 100, 1000],
        ],
        output: [1, 10, 2, 20, 100, 1000, 200, 2000, 3, 30, 4, 40, 300, 3000, 400, 4000],
      },
    },
  ],
  refusals: [
    {
      name: "negative padding",
      attrs: plain({ padding: [-1, 0, 0] }),
      problem: "invalid-attribute",
      blames: "padding",
    },
  ],
});

function plain(options: Partial<FunctionalTransposedAttrs> = {}): FunctionalTransposedAttrs {
  return plainTransposed(3, options);
}
