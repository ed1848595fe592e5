import { type Dim, equal, symbol, unknownDim } from "../ir/index.ts";
import type { OpDefinition } from "./op.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { required, reshaped } from "./shared/reference.ts";
import { fill, notFree, oneFree, sizesWanted } from "./shared/reshaping.ts";
import { reshapedView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type ReshapeAttrs = {
  /** The sizes wanted; one of them may be −1 and takes what is left. */
  readonly shape: readonly Dim[];
};

/** The same numbers in the same order under other sizes: PyTorch's `reshape` and `view`. */
export const reshape: OpDefinition<"reshape", ReshapeAttrs> = defineOp<"reshape", ReshapeAttrs>({
  kind: "reshape",
  category: "shape",
  regroups: true,
  view: reshapedView,
  displayName: "reshape",
  summary: "Puts the same numbers in the same order under other sizes.",
  title: ({ shape }) => titleOf("reshape", shape.map(printed).join("×")),
  rules: { shape: sizesWanted },
  check: ({ shape }) => oneFree("shape", shape),
  infer({ shape }, inputs) {
    const { value: from, problems } = readOnly(inputs);
    return problems.length > 0 ? { value: shape.map(notFree), problems } : fill("shape", shape, from);
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  // Where height and width stay, only channels change places.
  window({ shape }, [from = []]) {
    const stays = [-1, -2].every((axis) => {
      const [before, after] = [from.at(axis), shape.at(axis)];
      return before !== undefined && after !== undefined && equal(before, after);
    });
    return { kind: stays && from.length > 2 && shape.length > 2 ? "pointwise" : "whole" };
  },
  reference(attrs, inputs) {
    const x = required(inputs[0]);
    return reshaped(x, reshape.infer(attrs, [x.shape]).value.map(Number));
  },
  lower: () => ({ family: "reshape" }),
  examples: [
    {
      name: "LeNet's rows for its classifier",
      attrs: { shape: [-1, 400] },
      inputs: [[32, 16, 5, 5]],
      output: [32, 400],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a symbolic batch divides out",
      attrs: { shape: [symbol("N"), -1] },
      inputs: [[symbol("N"), 16, 5, 5]],
      output: [symbol("N"), 400],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the order stays",
      attrs: { shape: [3, 2] },
      inputs: [[2, 3]],
      output: [3, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [1, 2, 3, 4, 5, 6] },
    },
    {
      name: "numbers that do not fit",
      attrs: { shape: [1, 400] },
      inputs: [[1, 16, 6, 6]],
      output: [1, 400],
      parameters: 0,
      macs: 0,
      problems: ["reshape-mismatch"],
    },
    {
      name: "a rest that is no whole number",
      attrs: { shape: [-1, 7] },
      inputs: [[2, 5]],
      output: [unknownDim("the sizes do not fit"), 7],
      parameters: 0,
      macs: 0,
      problems: ["reshape-mismatch"],
    },
  ],
  refusals: [
    { name: "two free sizes", attrs: { shape: [-1, -1] }, problem: "invalid-attribute", blames: "shape" },
    { name: "a size of 0", attrs: { shape: [0, 4] }, problem: "invalid-attribute", blames: "shape" },
  ],
});
