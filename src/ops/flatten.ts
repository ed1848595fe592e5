import { type Dim, elementCount, type Shape, symbol, unknownDim } from "../ir/index.ts";
import type { OpDefinition } from "./op.ts";
import { invalidAttribute, whole } from "./shared/attributes.ts";
import { axisOf, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { required, reshaped } from "./shared/reference.ts";
import { reshapedView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type FlattenAttrs = {
  /** The first and the last axis that become one; they count from the end where negative. */
  readonly startDim: Dim;
  readonly endDim: Dim;
};

/** Makes one axis of several; the numbers keep their order. */
export const flatten: OpDefinition<"flatten", FlattenAttrs> = defineOp<"flatten", FlattenAttrs>({
  kind: "flatten",
  category: "shape",
  regroups: true,
  view: reshapedView,
  displayName: "Flatten",
  summary: "Makes one axis of several; the numbers keep their order.",
  title: ({ startDim, endDim }) =>
    startDim === 1 && endDim === -1
      ? "Flatten"
      : titleOf("Flatten", `dims ${printed(startDim)} to ${printed(endDim)}`),
  rules: { startDim: whole, endDim: whole },
  infer({ startDim, endDim }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const [invalid] = [
      wrongAxis("startDim", startDim, shape.length),
      wrongAxis("endDim", endDim, shape.length),
    ].flat();
    if (invalid !== undefined) return { value: shape, problems: [invalid] };
    const [start, end] = [axisOf(startDim, shape.length), axisOf(endDim, shape.length)];
    if (start === undefined || end === undefined)
      return { value: [unknownDim("the axes are unknown")], problems };
    if (start > end)
      return { value: shape, problems: [invalidAttribute("endDim", endDim, "an axis after startDim")] };
    return { value: merge(shape, start, end), problems };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window({ startDim, endDim }, [shape = []]) {
    const [start, end] = [axisOf(startDim, shape.length), axisOf(endDim, shape.length)];
    return { kind: start !== undefined && start === end ? "pointwise" : "whole" };
  },
  reference(attrs, inputs) {
    const x = required(inputs[0]);
    return reshaped(x, flatten.infer(attrs, [x.shape]).value.map(Number));
  },
  lower: () => ({ family: "reshape" }),
  examples: [
    {
      name: "all but the batch",
      attrs: { startDim: 1, endDim: -1 },
      inputs: [[32, 512, 7, 7]],
      output: [32, 25_088],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the middle axes, order kept",
      attrs: { startDim: 1, endDim: 2 },
      inputs: [[1, 2, 2, 2]],
      output: [1, 4, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6, 7, 8]], output: [1, 2, 3, 4, 5, 6, 7, 8] },
    },
    {
      name: "a symbolic batch stays apart",
      attrs: { startDim: 1, endDim: -1 },
      inputs: [[symbol("N"), 16, 5, 5]],
      output: [symbol("N"), 400],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a row has no second axis",
      attrs: { startDim: 1, endDim: -1 },
      inputs: [[10]],
      output: [10],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
    {
      name: "the end before the start",
      attrs: { startDim: 2, endDim: 1 },
      inputs: [[1, 2, 3, 4]],
      output: [1, 2, 3, 4],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
  ],
});

function merge(shape: Shape, start: number, end: number): Shape {
  return [...shape.slice(0, start), elementCount(shape.slice(start, end + 1)), ...shape.slice(end + 1)];
}
