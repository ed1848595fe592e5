import { type Dim, known, type Shape, symbol, unknownDim } from "../ir/index.ts";
import { invalidAttribute, list, whole } from "./shared/attributes.ts";
import { axisOf, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { permuted } from "./shared/permutation.ts";
import { required } from "./shared/reference.ts";
import { permutedView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type MovedimAttrs = {
  /** Axes of the input, and where they stand in the result, in the same order; both count from the end where negative. */
  readonly source: readonly Dim[];
  readonly destination: readonly Dim[];
};

/** Some axes move to other places, as PyTorch's `movedim`; the others keep their order. */
export const movedim = defineOp<"movedim", MovedimAttrs>({
  kind: "movedim",
  category: "shape",
  view: permutedView(({ source, destination }, shape) => orderOf(source, destination, shape)),
  displayName: "movedim",
  summary: "Moves some axes to other places.",
  title: ({ source, destination }) =>
    titleOf("movedim", `${source.map(printed).join(", ")} → ${destination.map(printed).join(", ")}`),
  rules: { source: list(whole), destination: list(whole) },
  check({ source, destination }) {
    if (source.length === destination.length) return [];
    return [invalidAttribute("destination", destination, `as many axes as source, ${source.length}`)];
  },
  infer({ source, destination }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const [invalid] = [
      ...source.flatMap((dim) => wrongAxis("source", dim, shape.length)),
      ...destination.flatMap((dim) => wrongAxis("destination", dim, shape.length)),
    ];
    if (invalid !== undefined) return { value: shape, problems: [invalid] };
    if ([...source, ...destination].some((dim) => known(dim) === undefined))
      return { value: shape.map(() => unknownDim("the axes are unknown")), problems };
    const twice = [
      ...(isTwice(source, shape) ? [invalidAttribute("source", source, "a list with no axis twice")] : []),
      ...(isTwice(destination, shape)
        ? [invalidAttribute("destination", destination, "a list with no axis twice")]
        : []),
    ];
    if (twice.length > 0) return { value: shape, problems: twice.slice(0, 1) };
    return { value: orderOf(source, destination, shape).map((axis) => shape[axis] ?? 1), problems };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window({ source, destination }, [shape = []]) {
    const order = orderOf(source, destination, shape);
    const isOrder = order.length === shape.length && order.every((axis) => axis >= 0);
    return isOrder ? { kind: "permuted", order } : { kind: "whole" };
  },
  reference({ source, destination }, inputs) {
    const x = required(inputs[0]);
    return permuted(x, orderOf(source, destination, x.shape));
  },
  lower: ({ source, destination }, [shape = []]) => ({
    family: "permute",
    sizes: shape,
    order: orderOf(source, destination, shape),
  }),
  examples: [
    {
      name: "channels last",
      attrs: { source: [1], destination: [-1] },
      inputs: [[symbol("N"), 96, 56, 56]],
      output: [symbol("N"), 56, 56, 96],
      parameters: 0,
      macs: 0,
    },
    {
      name: "rows become columns",
      attrs: { source: [0], destination: [1] },
      inputs: [[2, 3]],
      output: [3, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [1, 4, 2, 5, 3, 6] },
    },
    {
      name: "two axes at once",
      attrs: { source: [0, 3], destination: [-1, 0] },
      inputs: [[2, 11, 3, 5]],
      output: [5, 11, 3, 2],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an axis twice",
      attrs: { source: [0, -3], destination: [1, 2] },
      inputs: [[2, 3, 4]],
      output: [2, 3, 4],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "an axis that the input does not have",
      attrs: { source: [0], destination: [2] },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
  refusals: [
    {
      name: "lists of different lengths",
      attrs: { source: [0, 1], destination: [1] },
      problem: "invalid-attribute",
      blames: "destination",
    },
  ],
});

function isTwice(dims: readonly Dim[], shape: Shape): boolean {
  return new Set(dims.map((dim) => axisOf(dim, shape.length))).size < dims.length;
}

/** For each axis of the result, the input's that it is; −1 where that is unknown. */
function orderOf(source: readonly Dim[], destination: readonly Dim[], shape: Shape): readonly number[] {
  const from = source.map((dim) => axisOf(dim, shape.length) ?? -1);
  const to = destination.map((dim) => axisOf(dim, shape.length) ?? -1);
  const others = shape.map((_, axis) => axis).filter((axis) => !from.includes(axis));
  return shape.map((_, place) => {
    const moved = to.indexOf(place);
    return (moved < 0 ? others.shift() : from[moved]) ?? -1;
  });
}
