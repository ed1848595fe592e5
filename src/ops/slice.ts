import { type Checked, faulty, ok } from "../base/index.ts";
import {
  add,
  ceilDivide,
  type Dim,
  isUnknown,
  known,
  maximum,
  minimum,
  type Shape,
  subtract,
  symbol,
  unknownDim,
} from "../ir/index.ts";
import type { Lowering } from "./lowering.ts";
import type { Concrete, OpDefinition, OpProblem, Window } from "./op.ts";
import { invalidAttribute, orNull, positive, whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { pickAlong, picked, range } from "./shared/picking.ts";
import { at, required } from "./shared/reference.ts";
import { stretchView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type SliceAttrs = {
  /** Counts from the end where negative, as `start` and `end` do. */
  readonly dim: Dim;
  /** The first place, and the first that is not taken any more. What lies beyond the axis is its edge; null is open. */
  readonly start: Dim | null;
  readonly end: Dim | null;
  readonly step: Dim;
};

/** Places of one axis at equal distances: Python's `x[:, start:end:step]`. */
export const slice: OpDefinition<"slice", SliceAttrs> = defineOp<"slice", SliceAttrs>({
  kind: "slice",
  category: "shape",
  view: stretchView(({ dim, start, step }, source) => {
    const axis = axisOf(dim, source.length);
    return axis === undefined ? undefined : { axis, start: startOf(start, source[axis] ?? 1), step };
  }),
  displayName: "slice",
  summary: "Takes every place of a stretch of one axis, or every second, third and so on.",
  title: ({ dim, start, end, step }) => titleOf("slice", `dim ${printed(dim)}`, written(start, end, step)),
  rules: { dim: whole, start: orNull(whole), end: orNull(whole), step: positive },
  infer({ dim, ...bounds }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    if (shape.length === 0) return { value: shape, problems: [wrongRank(0, "at least one axis", shape)] };
    const invalid = wrongAxis("dim", dim, shape.length);
    const axis = axisOf(dim, shape.length);
    if (axis === undefined) {
      const value = invalid.length > 0 ? shape : shape.map(() => unknownDim("the axis is unknown"));
      return { value, problems: invalid };
    }
    const taken = takenOf(shape[axis] ?? 1, bounds);
    return { value: shape.with(axis, taken.value), problems: taken.problems };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window({ dim, step }, [shape = []]): Window {
    const axis = axisOf(dim, shape.length);
    if (axis === undefined || shape.length < 3 || axis < shape.length - 2 || step === 1)
      return { kind: "pointwise" };
    const isRow = axis === shape.length - 2;
    return { kind: "sliding", size: [1, 1], stride: [isRow ? step : 1, isRow ? 1 : step] };
  },
  reference(attrs, inputs) {
    const x = required(inputs[0]);
    return picked(x, stepped(attrs, x.shape), slice.infer(attrs, [x.shape]).value.map(Number));
  },
  lower(attrs, [shape = []]): Lowering {
    if (attrs.step > 1) return stepped(attrs, shape);
    const axis = certainAxis(attrs.dim, shape.length);
    return { family: "slice", axis, start: Number(startOf(attrs.start, at(shape, axis))) };
  },
  examples: [
    {
      name: "every second row",
      attrs: { dim: 2, start: null, end: null, step: 2 },
      inputs: [[symbol("N"), 11, 5, 6]],
      output: [symbol("N"), 11, 3, 6],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the odd columns of Focus",
      attrs: { dim: -1, start: 1, end: null, step: 2 },
      inputs: [[2, 3, 4, 6]],
      output: [2, 3, 4, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a stretch in steps",
      attrs: { dim: 0, start: 1, end: 6, step: 2 },
      inputs: [[7]],
      output: [3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[0, 1, 2, 3, 4, 5, 6]], output: [1, 3, 5] },
    },
    {
      name: "all but the last column",
      attrs: { dim: 1, start: null, end: -1, step: 1 },
      inputs: [[2, 3]],
      output: [2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [1, 2, 4, 5] },
    },
    {
      name: "further than the axis goes",
      attrs: { dim: 1, start: -99, end: 99, step: 3 },
      inputs: [[2, 11, 3, 2]],
      output: [2, 4, 3, 2],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the second half of the channels",
      attrs: { dim: 1, start: 8, end: null, step: 1 },
      inputs: [[2, 16, 3, 2]],
      output: [2, 8, 3, 2],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an open number of rows",
      attrs: { dim: 0, start: 1, end: null, step: 1 },
      inputs: [[symbol("H"), 4]],
      output: [subtract(symbol("H"), 1), 4],
      parameters: 0,
      macs: 0,
    },
    {
      name: "nothing",
      attrs: { dim: 1, start: 3, end: 2, step: 1 },
      inputs: [[2, 5]],
      output: [2, unknownDim("nothing is taken")],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "an axis that the input does not have",
      attrs: { dim: 2, start: 0, end: 1, step: 1 },
      inputs: [[4, 10]],
      output: [4, 10],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
    {
      name: "a single number has no parts",
      attrs: { dim: 0, start: 0, end: 1, step: 1 },
      inputs: [[]],
      output: [],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "backwards, as PyTorch does; flip does it",
      attrs: { dim: 0, start: null, end: null, step: -1 },
      problem: "invalid-attribute",
      blames: "step",
    },
  ],
});

type Bounds = Omit<SliceAttrs, "dim">;

/** `1:-1:2` */
function written(start: Dim | null, end: Dim | null, step: Dim): string {
  const [from, to] = [start, end].map((bound) => (bound === null ? "" : printed(bound)));
  return step === 1 ? `${from}:${to}` : `${from}:${to}:${printed(step)}`;
}

/** How many places are taken: at least one, since no tensor here is empty. */
function takenOf(size: Dim, { start, end, step }: Bounds): Checked<Dim, OpProblem> {
  const [from, to] = [startOf(start, size), endOf(end, size)];
  const length = subtract(to, from);
  if ((known(length) ?? 1) < 1) {
    const name = end === null ? "start" : "end";
    const [value, expected] =
      end === null
        ? [start ?? 0, `a place on an axis of ${printed(size)}`]
        : [end, `a place behind the start, ${printed(from)}, on an axis of ${printed(size)}`];
    return faulty(unknownDim("nothing is taken"), invalidAttribute(name, value, expected));
  }
  return ok(isUnknown(step) ? step : ceilDivide(length, step));
}

/** The first place, counted from the front. Of an open size it is taken for one that is there: else nothing would be taken. */
function startOf(start: Dim | null, size: Dim): Dim {
  const given = known(start ?? 0);
  if (start === null || given === undefined) return start ?? 0;
  if (given < 0) return maximum(add(size, given), 0);
  return typeof size === "number" ? minimum(given, size) : given;
}

/** The place behind the last one, counted from the front; likewise behind the start. */
function endOf(end: Dim | null, size: Dim): Dim {
  const given = known(end ?? 0);
  if (end === null || given === undefined) return end ?? size;
  return given < 0 ? add(size, given) : minimum(given, size);
}

function stepped(
  { dim, start, step, end }: Concrete<SliceAttrs>,
  shape: Shape,
): ReturnType<typeof pickAlong> {
  const sizes = shape.map(Number);
  const axis = certainAxis(dim, sizes.length);
  const count = Number(takenOf(at(sizes, axis), { start, end, step }).value);
  const places = range(Number(startOf(start, at(sizes, axis))), count, step);
  return pickAlong(sizes, new Map([[axis, places]]));
}
