import { type Dim, isUnknown, known, symbol, unknownDim } from "../ir/index.ts";
import type { OpDefinition } from "./op.ts";
import { invalidAttribute, list, whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { pickAlong, picked } from "./shared/picking.ts";
import { at, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type IndexSelectAttrs = {
  /** Counts from the end where negative; so do the indices. */
  readonly dim: Dim;
  readonly indices: readonly Dim[];
};

/** Places of one axis in any order, as often as they are named: PyTorch's `index_select` by a list of numbers. */
export const indexSelect: OpDefinition<"index-select", IndexSelectAttrs> = defineOp<
  "index-select",
  IndexSelectAttrs
>({
  kind: "index-select",
  category: "shape",
  displayName: "indexSelect",
  summary: "Takes places of one axis, in the order in which they are named.",
  title: ({ dim, indices }) =>
    titleOf(
      "indexSelect",
      `dim ${printed(dim)}`,
      indices.length > 6 ? `${indices.length} places` : indices.map(printed).join(", "),
    ),
  rules: { dim: whole, indices: list(whole) },
  check: ({ indices }) =>
    indices.length > 0 ? [] : [invalidAttribute("indices", "[]", "a list with at least one place")],
  infer({ dim, indices }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    if (shape.length === 0) return { value: shape, problems: [wrongRank(0, "at least one axis", shape)] };
    const invalid = wrongAxis("dim", dim, shape.length);
    const axis = axisOf(dim, shape.length);
    if (axis === undefined) {
      const value = invalid.length > 0 ? shape : shape.map(() => unknownDim("the axis is unknown"));
      return { value, problems: invalid };
    }
    const size = shape[axis] ?? 1;
    const beyond = indices.find((index) => !isOn(index, size));
    const isOpen = indices.length === 1 && indices.every(isUnknown);
    return {
      value: shape.with(axis, isOpen ? unknownDim("the places are unknown") : indices.length),
      problems:
        beyond === undefined
          ? []
          : [invalidAttribute("indices", beyond, `a list of places on an axis of ${printed(size)}`)],
    };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference({ dim, indices }, inputs) {
    const x = required(inputs[0]);
    const axis = certainAxis(dim, x.shape.length);
    return picked(x, selected(axis, indices, x.shape), x.shape.with(axis, indices.length));
  },
  lower: ({ dim, indices }, [shape = []]) => selected(certainAxis(dim, shape.length), indices, shape),
  examples: [
    {
      name: "RGB becomes BGR",
      attrs: { dim: 1, indices: [2, 1, 0] },
      inputs: [[symbol("N"), 3, symbol("H"), 224]],
      output: [symbol("N"), 3, symbol("H"), 224],
      parameters: 0,
      macs: 0,
    },
    {
      name: "columns by name, one twice",
      attrs: { dim: -1, indices: [2, 0, -1] },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [3, 1, 3, 6, 4, 6] },
    },
    {
      name: "channels of an odd number",
      attrs: { dim: 1, indices: [10, 3, 3, 0, 7, 1, 2, 9, 4] },
      inputs: [[2, 11, 3, 2]],
      output: [2, 9, 3, 2],
      parameters: 0,
      macs: 0,
    },
    {
      name: "rows",
      attrs: { dim: 2, indices: [2, 0] },
      inputs: [[2, 11, 3, 5]],
      output: [2, 11, 2, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "images of a batch",
      attrs: { dim: 0, indices: [2, 0, 2] },
      inputs: [[3, 11, 3, 2]],
      output: [3, 11, 3, 2],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a place that the axis does not have",
      attrs: { dim: 1, indices: [0, 5] },
      inputs: [[2, 5]],
      output: [2, 2],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "an axis that the input does not have",
      attrs: { dim: 2, indices: [0] },
      inputs: [[2, 5]],
      output: [2, 5],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
    {
      name: "a single number has no places",
      attrs: { dim: 0, indices: [0] },
      inputs: [[]],
      output: [],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    { name: "no places", attrs: { dim: 0, indices: [] }, problem: "invalid-attribute", blames: "indices" },
  ],
});

function isOn(index: Dim, size: Dim): boolean {
  const [place, count] = [known(index), known(size)];
  return place === undefined || count === undefined || (place < count && place >= -count);
}

function selected(
  axis: number,
  indices: readonly number[],
  shape: readonly number[],
): ReturnType<typeof pickAlong> {
  const size = at(shape, axis);
  return pickAlong(shape, new Map([[axis, indices.map((index) => (index < 0 ? index + size : index))]]));
}
