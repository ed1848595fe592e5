import { ok } from "../base/index.ts";
import { type Dim, differs, isUnknown, type Shape, sum, symbol, unknownDim } from "../ir/index.ts";
import type { OpDefinition, OpProblem } from "./op.ts";
import { whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { wrongRank } from "./shared/inputs.ts";
import { joinedAlong } from "./shared/slices.ts";
import { printed, titleOf } from "./shared/words.ts";

export type CatAttrs = {
  /** The axis along which the tensors stand one after the other; counts from the end where negative. */
  readonly dim: Dim;
};

/** Joins tensors along one axis: what closes an inception module. */
export const cat: OpDefinition<"cat", CatAttrs> = defineOp<"cat", CatAttrs>({
  kind: "cat",
  category: "combine",
  displayName: "cat",
  summary: "Joins tensors along one axis; all their other sizes have to be the same.",
  title: ({ dim }) => titleOf("cat", `dim ${printed(dim)}`),
  rules: { dim: whole },
  infer({ dim }, inputs) {
    const [first] = inputs;
    if (first === undefined) return { value: [], problems: [noInputs] };
    const noAxis = wrongAxis("dim", dim, first.length);
    const axis = axisOf(dim, first.length);
    if (noAxis.length > 0) return { value: first, problems: noAxis };
    if (axis === undefined) return ok(first.map(() => unknownDim("the axis of cat is unknown")));
    const problems = inputs.flatMap((_, index) => mismatchOf(inputs, index, axis).slice(0, 1));
    return { value: joined(inputs, first, axis), problems };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference(attrs, inputs) {
    const shape = cat
      .infer(
        attrs,
        inputs.map((x) => x.shape),
      )
      .value.map(Number);
    return joinedAlong(certainAxis(attrs.dim, shape.length), inputs, shape);
  },
  lower: ({ dim }, [first = []]) => ({ family: "concat", axis: certainAxis(dim, first.length) }),
  examples: [
    {
      name: "the four branches of an inception module",
      attrs: { dim: 1 },
      inputs: [64, 128, 32, 32].map((channels) => [32, channels, 28, 28]),
      output: [32, 256, 28, 28],
      parameters: 0,
      macs: 0,
    },
    {
      name: "rows keep their order",
      attrs: { dim: -1 },
      inputs: [
        [2, 1],
        [2, 2],
      ],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 2],
          [3, 4, 5, 6],
        ],
        output: [1, 3, 4, 2, 5, 6],
      },
    },
    {
      name: "symbolic channels add up",
      attrs: { dim: 1 },
      inputs: [
        [1, symbol("C"), 8, 8],
        [1, symbol("C"), 8, 8],
      ],
      output: [1, sum([symbol("C"), symbol("C")]), 8, 8],
      parameters: 0,
      macs: 0,
    },
    {
      name: "other axes have to be the same",
      attrs: { dim: 1 },
      inputs: [
        [1, 64, 28, 28],
        [1, 32, 14, 14],
      ],
      output: [1, 96, 28, 28],
      parameters: 0,
      macs: 0,
      problems: ["concat-mismatch"],
    },
    {
      name: "so has the rank",
      attrs: { dim: 1 },
      inputs: [
        [1, 64, 28, 28],
        [1, 32],
      ],
      output: [1, 96, 28, 28],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
    {
      name: "nothing to join",
      attrs: { dim: 1 },
      inputs: [],
      output: [],
      parameters: 0,
      macs: 0,
      problems: ["wrong-input-count"],
    },
    {
      name: "an axis that the first tensor does not have",
      attrs: { dim: 4 },
      inputs: [[1, 2, 3, 4]],
      output: [1, 2, 3, 4],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
});

const noInputs: OpProblem = {
  code: "wrong-input-count",
  blame: { kind: "input", index: 0 },
  data: { expected: 1, orMore: true, got: 0 },
};

/** What keeps one input from standing beside the first. */
function mismatchOf(inputs: readonly Shape[], index: number, axis: number): readonly OpProblem[] {
  const [first = [], shape = first] = [inputs[0], inputs[index]];
  if (shape.length !== first.length)
    return [wrongRank(index, `${first.length} axes, as the first has`, shape)];
  return first.flatMap((expected, a): readonly OpProblem[] => {
    const got = shape[a] ?? expected;
    if (a === axis || !differs(expected, got)) return [];
    const fitsChannels = axis !== 1 && fitsAlong(inputs, 1);
    const data = { axis: a, expected, got, left: first, right: shape, fitsChannels };
    return [{ code: "concat-mismatch", blame: { kind: "input", index }, data }];
  });
}

/** Whether no other axis has a size that differs. */
function fitsAlong([first = [], ...others]: readonly Shape[], axis: number): boolean {
  return others.every(
    (shape) =>
      shape.length === first.length &&
      first.every((size, a) => a === axis || !differs(size, shape[a] ?? size)),
  );
}

/** Sizes add up along the axis; elsewhere the first input speaks, or the next where it does not know. */
function joined(inputs: readonly Shape[], first: Shape, axis: number): Shape {
  return first.map((size, a) => {
    const sizes = inputs.map((shape) => shape[a] ?? size);
    return a === axis
      ? sum(inputs.map((shape) => shape[a] ?? 0))
      : (sizes.find((s) => !isUnknown(s)) ?? size);
  });
}
