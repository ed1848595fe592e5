import { ok } from "../base/index.ts";
import type { Dim } from "../ir/index.ts";
import { finiteOrInfinite, list, positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { printed, titleOf } from "./shared/words.ts";

export type TensorAttrs = {
  readonly shape: readonly Dim[];
  /** Row-major. */
  readonly values: readonly Dim[];
};

/** A tensor of numbers that the author wrote down. */
export const tensor = defineOp<"tensor", TensorAttrs>({
  kind: "tensor",
  category: "source",
  displayName: "tensor",
  summary: "A tensor of numbers that are written down.",
  title: ({ shape }) => titleOf("tensor", shape.map(printed).join("×")),
  rules: { shape: list(positive), values: list(finiteOrInfinite) },
  infer: ({ shape }) => ok(shape),
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference: ({ shape, values }) => ({ shape, data: Float32Array.from(values) }),
  lower: ({ values }) => ({ family: "source", fill: { kind: "numbers", values } }),
  examples: [
    {
      name: "a mean for each colour",
      attrs: { shape: [3, 1, 1], values: [0.485, 0.456, 0.406] },
      inputs: [],
      output: [3, 1, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [], output: [0.485, 0.456, 0.406] },
    },
    {
      name: "one number has no axes",
      attrs: { shape: [], values: [2] },
      inputs: [],
      output: [],
      parameters: 0,
      macs: 0,
      values: { inputs: [], output: [2] },
    },
  ],
  refusals: [
    {
      name: "what is no number",
      attrs: { shape: [1], values: ["one" as unknown as number] },
      problem: "invalid-attribute",
      blames: "values",
    },
  ],
});
