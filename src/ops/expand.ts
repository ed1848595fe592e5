import { type Checked, faulty, ok } from "../base/index.ts";
import { type Dim, differs, type Shape, symbol, unknownDim } from "../ir/index.ts";
import type { OpDefinition, OpProblem } from "./op.ts";
import { invalidAttribute, list, type Rule, whole } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { pickAlong, picked, range } from "./shared/picking.ts";
import { at, required } from "./shared/reference.ts";
import { repeatedView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type ExpandAttrs = {
  /** The sizes wanted, aligned at the last axis; −1 leaves one as it is. */
  readonly sizes: readonly Dim[];
};

const sizesWanted: Rule<readonly Dim[]> = {
  ...list(whole),
  expected: "sizes above 0, or -1 for one that stays",
  refused: (value) => [
    ...list(whole).refused(value),
    ...(Array.isArray(value)
      ? value.filter((size) => typeof size === "number" && (size === 0 || size < -1))
      : []),
  ],
};

/** Repeats what axes of size 1 hold, as PyTorch's `expand`; new axes come first. */
export const expand: OpDefinition<"expand", ExpandAttrs> = defineOp<"expand", ExpandAttrs>({
  kind: "expand",
  category: "shape",
  view: repeatedView,
  displayName: "expand",
  summary: "Repeats what axes of size 1 hold.",
  title: ({ sizes }) => titleOf("expand", sizes.map(printed).join("×")),
  rules: { sizes: sizesWanted },
  infer({ sizes }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const more = sizes.length - shape.length;
    if (more < 0)
      return {
        value: shape,
        problems: [wrongRank(0, `at most ${sizes.length} axes, as there are sizes`, shape)],
      };
    const expanded = sizes.map((size, axis) => expandedSize(sizes, size, shape[axis - more]));
    return {
      value: expanded.map(({ value }) => value),
      problems: expanded.flatMap((one) => one.problems).slice(0, 1),
    };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference(attrs, inputs) {
    const x = required(inputs[0]);
    const shape = expand.infer(attrs, [x.shape]).value.map(Number);
    return picked(x, repeating(x.shape, shape), shape);
  },
  lower: (attrs, [shape = []]) => repeating(shape, expand.infer(attrs, [shape]).value.map(Number)),
  examples: [
    {
      name: "a number for each channel all over the image",
      attrs: { sizes: [-1, -1, symbol("H"), 7] },
      inputs: [[symbol("N"), 19, 1, 1]],
      output: [symbol("N"), 19, symbol("H"), 7],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a row under itself",
      attrs: { sizes: [2, -1] },
      inputs: [[1, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3]], output: [1, 2, 3, 1, 2, 3] },
    },
    {
      name: "new axes come first",
      attrs: { sizes: [2, 1, 3, 2] },
      inputs: [[3, 1]],
      output: [2, 1, 3, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3]], output: [1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3] },
    },
    {
      name: "a batch of one image",
      attrs: { sizes: [3, -1, -1, -1] },
      inputs: [[1, 11, 2, 3]],
      output: [3, 11, 2, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an image of one pixel a channel",
      attrs: { sizes: [2, 11, 3, 5] },
      inputs: [[2, 11, 1, 1]],
      output: [2, 11, 3, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a size that is neither 1 nor the one wanted",
      attrs: { sizes: [4, 3] },
      inputs: [[2, 3]],
      output: [4, 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "a new axis without a size",
      attrs: { sizes: [-1, 3] },
      inputs: [[3]],
      output: [unknownDim("the new axis has no size"), 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "fewer sizes than axes",
      attrs: { sizes: [3] },
      inputs: [[1, 3]],
      output: [1, 3],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    { name: "a size of 0", attrs: { sizes: [0, 3] }, problem: "invalid-attribute", blames: "sizes" },
  ],
});

function expandedSize(sizes: readonly Dim[], wanted: Dim, size: Dim | undefined): Checked<Dim, OpProblem> {
  const written = sizes.map(printed).join(", ");
  if (size === undefined) {
    if (wanted !== -1) return ok(wanted);
    const expected = "a list of which only sizes of axes that are there are -1";
    return faulty(
      unknownDim("the new axis has no size"),
      invalidAttribute("sizes", `[${written}]`, expected),
    );
  }
  if (wanted === -1) return ok(size);
  if (size === 1 || !differs(size, wanted)) return ok(wanted);
  // A size by name may be 1 when it gets a number.
  const expected = `a list that keeps every size but 1, as the ${printed(size)} here`;
  return faulty(wanted, invalidAttribute("sizes", `[${written}]`, expected));
}

function repeating(from: Shape, shape: readonly number[]): ReturnType<typeof pickAlong> {
  const sizes = [...shape.slice(from.length).map(() => 1), ...from.map(Number)];
  const grown = [...shape.keys()].filter((axis) => sizes[axis] === 1 && at(shape, axis) > 1);
  return pickAlong(sizes, new Map(grown.map((axis) => [axis, range(0, at(shape, axis), 0)])));
}
