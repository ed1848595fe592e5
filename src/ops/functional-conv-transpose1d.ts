import { convTranspose1d } from "./conv-transpose1d.ts";
import {
  type FunctionalTransposedAttrs,
  functionalTransposed,
  plainTransposed,
} from "./shared/functional-convolution.ts";
import { functionalForm } from "./shared/functional-form.ts";
import type { TransposedAttrs } from "./shared/transposed-convolution.ts";

/** `F.convTranspose1d`: a transposed convolution by a weight [in, out / groups, k] that is given, and a bias [out]. */
export const functionalConvTranspose1d = functionalForm<
  "functional-conv-transpose1d",
  FunctionalTransposedAttrs,
  TransposedAttrs
>({
  kind: "functional-conv-transpose1d",
  displayName: "convTranspose1d",
  summary:
    "Spreads every place of a signal over the output by filters that are given, as F.convTranspose1d does.",
  layer: convTranspose1d,
  ...functionalTransposed(1, "k"),
  examples: [
    {
      name: "groups, a stride and places more at the end",
      attrs: plainTransposed(1, { stride: [3], padding: [1], outputPadding: [2], groups: 2 }),
      inputs: [[2, 4, 9], [4, 3, 5], [6]],
      output: [2, 6, 29],
      parameters: 0,
      macs: 1_080,
    },
    {
      name: "every place is spread over two of its own where the stride is the kernel",
      attrs: plainTransposed(1, { stride: [2], outputPadding: [1] }),
      inputs: [[1, 1, 3], [1, 1, 2], [1]],
      output: [1, 1, 7],
      parameters: 0,
      macs: 6,
      values: { inputs: [[1, 2, 3], [1, 10], [0.5]], output: [1.5, 10.5, 2.5, 20.5, 3.5, 30.5, 0.5] },
    },
    {
      name: "padding is taken off both ends, without a bias",
      attrs: plainTransposed(1, { padding: [1], given: ["weight"] }),
      inputs: [
        [1, 1, 3],
        [1, 1, 3],
      ],
      output: [1, 1, 3],
      parameters: 0,
      macs: 9,
      values: {
        inputs: [
          [1, 2, 3],
          [1, 10, 100],
        ],
        output: [12, 123, 230],
      },
    },
  ],
});
