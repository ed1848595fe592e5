import { type Dim, symbol } from "../ir/index.ts";
import type { Concrete, OpDefinition } from "./op.ts";
import { invalidAttribute, list, whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { pickAlong, picked, range } from "./shared/picking.ts";
import { at, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type FlipAttrs = {
  /** The axes that run backwards; they count from the end where negative. */
  readonly dims: readonly Dim[];
};

/** Some axes backwards, as PyTorch's `flip`. */
export const flip: OpDefinition<"flip", FlipAttrs> = defineOp<"flip", FlipAttrs>({
  kind: "flip",
  category: "shape",
  displayName: "flip",
  summary: "Lets axes run backwards.",
  title: ({ dims }) => titleOf("flip", `dims ${dims.map(printed).join(", ")}`),
  rules: { dims: list(whole) },
  infer({ dims }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const [invalid] = dims.flatMap((dim) => wrongAxis("dims", dim, shape.length));
    if (invalid !== undefined) return { value: shape, problems: [invalid] };
    const axes = dims.map((dim) => axisOf(dim, shape.length)).filter((axis) => axis !== undefined);
    if (new Set(axes).size === axes.length) return { value: shape, problems };
    return { value: shape, problems: [invalidAttribute("dims", dims, "a list with no axis twice")] };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference(attrs, inputs) {
    const x = required(inputs[0]);
    return picked(x, flipped(attrs, x.shape), x.shape);
  },
  lower: (attrs, [shape = []]) => flipped(attrs, shape),
  examples: [
    {
      name: "left and right change sides",
      attrs: { dims: [-1] },
      inputs: [[symbol("N"), 3, symbol("H"), 224]],
      output: [symbol("N"), 3, symbol("H"), 224],
      parameters: 0,
      macs: 0,
    },
    {
      name: "both axes",
      attrs: { dims: [0, 1] },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [6, 5, 4, 3, 2, 1] },
    },
    {
      name: "an image upside down",
      attrs: { dims: [2] },
      inputs: [[2, 11, 3, 5]],
      output: [2, 11, 3, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "channels backwards",
      attrs: { dims: [-3] },
      inputs: [[2, 11, 3, 5]],
      output: [2, 11, 3, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an axis twice",
      attrs: { dims: [0, -2] },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "an axis that the input does not have",
      attrs: { dims: [2] },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
});

function flipped({ dims }: Concrete<FlipAttrs>, shape: readonly number[]): ReturnType<typeof pickAlong> {
  const axes = shape.length === 0 ? [] : dims.map((dim) => certainAxis(dim, shape.length));
  return pickAlong(
    shape,
    new Map(axes.map((axis) => [axis, range(at(shape, axis) - 1, at(shape, axis), -1)])),
  );
}
