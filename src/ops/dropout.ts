import type { Dim } from "../ir/index.ts";
import { probability } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { required, reshaped } from "./shared/reference.ts";
import { aliasView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type DropoutAttrs = {
  /** The chance of each number to be dropped in training. */
  readonly p: Dim;
};

/** Drops numbers at random in training (Srivastava et al. 2014); at inference it does nothing. */
export const dropout = defineOp<"dropout", DropoutAttrs>({
  kind: "dropout",
  category: "regularization",
  view: aliasView,
  displayName: "Dropout",
  summary: "Drops numbers at random in training; does nothing at inference.",
  title: ({ p }) => titleOf("Dropout", `p ${printed(p)}`),
  rules: { p: probability },
  infer: (_attrs, inputs) => readOnly(inputs),
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference: (_attrs, [x]) => reshaped(required(x), required(x).shape),
  lower: () => ({ family: "identity" }),
  examples: [
    {
      name: "nothing is dropped at inference",
      attrs: { p: 0.5 },
      inputs: [[1, 4]],
      output: [1, 4],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, -2, 3, -4]], output: [1, -2, 3, -4] },
    },
  ],
  refusals: [{ name: "a chance above 1", attrs: { p: 1.5 }, problem: "invalid-attribute", blames: "p" }],
});
