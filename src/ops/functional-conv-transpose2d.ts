import { convTranspose2d } from "./conv-transpose2d.ts";
import {
  type FunctionalTransposedAttrs,
  functionalTransposed,
  plainTransposed,
} from "./shared/functional-convolution.ts";
import { functionalForm } from "./shared/functional-form.ts";
import type { TransposedAttrs } from "./shared/transposed-convolution.ts";

/** `F.convTranspose2d`: a transposed convolution by a weight [in, out / groups, kh, kw] that is given, and a bias [out]. */
export const functionalConvTranspose2d = functionalForm<
  "functional-conv-transpose2d",
  FunctionalTransposedAttrs,
  TransposedAttrs
>({
  kind: "functional-conv-transpose2d",
  displayName: "convTranspose2d",
  summary: "Spreads every pixel over the output by filters that are given, as F.convTranspose2d does.",
  layer: convTranspose2d,
  ...functionalTransposed(2, "kh, kw"),
  examples: [
    {
      name: "a 2×2 kernel at stride 2 doubles the size",
      attrs: plain({ stride: [2, 2] }),
      inputs: [[1, 8, 7, 7], [8, 4, 2, 2], [4]],
      output: [1, 4, 14, 14],
      parameters: 0,
      macs: 6_272,
    },
    {
      name: "groups, dilation and a row more at the end",
      attrs: plain({ stride: [2, 1], padding: [1, 0], outputPadding: [1, 0], dilation: [1, 2], groups: 2 }),
      inputs: [[2, 4, 5, 4], [4, 3, 3, 2], [6]],
      output: [2, 6, 10, 6],
      parameters: 0,
      macs: 2_880,
    },
    {
      name: "a row more than the stride, which the dilation allows, without a bias or a batch",
      attrs: plain({ outputPadding: [1, 1], dilation: [2, 2], given: ["weight"] }),
      inputs: [
        [3, 4, 4],
        [3, 2, 3, 3],
      ],
      output: [2, 9, 9],
      parameters: 0,
      macs: 864,
    },
    {
      name: "every pixel is spread over a place of its own where the stride is the kernel",
      attrs: plain({ stride: [2, 2], given: ["weight"] }),
      inputs: [
        [1, 1, 1, 2],
        [1, 1, 2, 2],
      ],
      output: [1, 1, 2, 4],
      parameters: 0,
      macs: 8,
      values: {
        inputs: [
          [1, 2],
          [1, 2, 3, 4],
        ],
        output: [1, 2, 2, 4, 3, 4, 6, 8],
      },
    },
  ],
});

function plain(options: Partial<FunctionalTransposedAttrs> = {}): FunctionalTransposedAttrs {
  return plainTransposed(2, options);
}
