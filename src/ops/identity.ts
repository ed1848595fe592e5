import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { required, reshaped } from "./shared/reference.ts";
import { aliasView } from "./shared/views.ts";

/** Gives back what it gets: a place that a model may fill otherwise. */
export const identity = defineOp<"identity", Record<never, never>>({
  kind: "identity",
  category: "shape",
  view: aliasView,
  displayName: "Identity",
  summary: "Gives back its input unchanged.",
  title: () => "Identity",
  rules: {},
  infer: (_attrs, inputs) => readOnly(inputs),
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference: (_attrs, [x]) => reshaped(required(x), required(x).shape),
  lower: () => ({ family: "identity" }),
  examples: [
    {
      name: "everything passes",
      attrs: {},
      inputs: [[2, 2]],
      output: [2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, -2, 3, -4]], output: [1, -2, 3, -4] },
    },
  ],
});
