import { type Dim, type Shape, symbol } from "../ir/index.ts";
import type { Concrete, OpDefinition, OpProblem } from "./op.ts";
import { invalidAttribute, list, orNull, whole } from "./shared/attributes.ts";
import { certainAxis, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { pickAlong, picked } from "./shared/picking.ts";
import { at, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type RollAttrs = {
  /** How many places everything moves on along each axis; what leaves it at the end comes in at the start. */
  readonly shifts: readonly Dim[];
  /** The axes, which count from the end where negative. Null for all numbers in a row. */
  readonly dims: readonly Dim[] | null;
};

/** Moves what axes hold around, as PyTorch's `roll`. */
export const roll: OpDefinition<"roll", RollAttrs> = defineOp<"roll", RollAttrs>({
  kind: "roll",
  category: "shape",
  displayName: "roll",
  summary: "Moves what axes hold on; what leaves an axis at its end comes in at its start.",
  title: ({ shifts, dims }) =>
    titleOf(
      "roll",
      `by ${shifts.map(printed).join(", ")}`,
      dims === null ? "" : `dims ${dims.map(printed).join(", ")}`,
    ),
  rules: { shifts: list(whole), dims: orNull(list(whole)) },
  check({ shifts, dims }) {
    if (shifts.length === 0) return [invalidAttribute("shifts", "[]", "at least one number")];
    if (shifts.length === (dims?.length ?? 1)) return [];
    const expected =
      dims === null ? "one number where no dims are given" : `as many numbers as dims, ${dims.length}`;
    return [invalidAttribute("shifts", shifts, expected)];
  },
  infer({ dims }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    const invalid = (dims ?? []).flatMap((dim) => wrongAxisOf(shape, dim));
    return { value: shape, problems: problems.length > 0 ? problems : invalid.slice(0, 1) };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference(attrs, inputs) {
    const x = required(inputs[0]);
    return picked(x, rolled(attrs, x.shape), x.shape);
  },
  lower: (attrs, [shape = []]) => rolled(attrs, shape),
  examples: [
    {
      name: "Swin's windows move up and to the left",
      attrs: { shifts: [-3, -3], dims: [1, 2] },
      inputs: [[symbol("N"), 56, symbol("W"), 96]],
      output: [symbol("N"), 56, symbol("W"), 96],
      parameters: 0,
      macs: 0,
    },
    {
      name: "rows on, columns back",
      attrs: { shifts: [1, -1], dims: [0, -1] },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [5, 6, 4, 2, 3, 1] },
    },
    {
      name: "without axes, all numbers in a row",
      attrs: { shifts: [2], dims: null },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [5, 6, 1, 2, 3, 4] },
    },
    {
      name: "one axis in two steps, further than it is long",
      attrs: { shifts: [4, 3], dims: [2, -2] },
      inputs: [[2, 11, 5, 3]],
      output: [2, 11, 5, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "channels",
      attrs: { shifts: [5], dims: [1] },
      inputs: [[2, 11, 5, 3]],
      output: [2, 11, 5, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an axis of a single number, as PyTorch refuses it here and not elsewhere",
      attrs: { shifts: [-2], dims: [0] },
      inputs: [[]],
      output: [],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
    {
      name: "an axis that the input does not have",
      attrs: { shifts: [1], dims: [2] },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
  refusals: [
    {
      name: "more shifts than axes",
      attrs: { shifts: [1, 2], dims: [0] },
      problem: "invalid-attribute",
      blames: "shifts",
    },
    {
      name: "two shifts of a row",
      attrs: { shifts: [1, 2], dims: null },
      problem: "invalid-attribute",
      blames: "shifts",
    },
  ],
});

function rolled(
  { shifts, dims }: Concrete<RollAttrs>,
  shape: readonly number[],
): ReturnType<typeof pickAlong> {
  const row = [shape.reduce((product, size) => product * size, 1)];
  const sizes = dims === null ? row : shape;
  const steps = new Map<number, number>();
  for (const [i, shift] of shifts.entries()) {
    const axis = dims === null || shape.length === 0 ? 0 : certainAxis(at(dims, i), shape.length);
    steps.set(axis, (steps.get(axis) ?? 0) + shift);
  }
  const along = [...steps].flatMap(([axis, step]) => {
    const size = sizes[axis] ?? 1;
    const start = (size - (step % size)) % size;
    const places = Array.from({ length: size }, (_, i) => (i + start) % size);
    return start === 0 ? [] : [[axis, places] as const];
  });
  return pickAlong(sizes, new Map(along));
}

/** Other functions of PyTorch's take a single number for a line of one. */
function wrongAxisOf(shape: Shape, axis: Dim): readonly OpProblem[] {
  if (shape.length > 0) return wrongAxis("dims", axis, shape.length);
  return [{ code: "invalid-axis", blame: { kind: "attr", name: "dims" }, data: { axis, rank: 0 } }];
}
