import { ok } from "../base/index.ts";
import { type Attrs, type Dim, printDim, type Shape, symbol } from "../ir/index.ts";
import { finiteOrInfinite, positive, type Rule, whole } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";

export type InputAttrs = {
  /** Sizes; a name stands for a symbol: ["N", 3, 224, 224]. */
  readonly shape: readonly (Dim | string)[];
  /** `given` by the caller of a run, drawn from a normal distribution or uniformly between 0 and 1, or constant. */
  readonly fill: "given" | "randn" | "rand" | "constant";
  /** The constant; 0 for other fills. */
  readonly value: Dim;
  /** Which stream of random numbers fills it; for `given` the stream used where the caller gives nothing. */
  readonly stream: Dim;
};

const fills = ["given", "randn", "rand", "constant"] as const;

/** Sizes as numbers or formulas, or the names of symbols. */
const sizes: Rule<InputAttrs["shape"]> = {
  expected: "sizes above 0, or their names",
  refused: (value) =>
    Array.isArray(value)
      ? value.filter((size) => !isName(size)).flatMap(positive.refused)
      : positive.refused(value),
  read: (value) =>
    Array.isArray(value)
      ? value.map((size) => (isName(size) ? size : positive.read(size)))
      : [positive.read(value)],
};

const fill: Rule<InputAttrs["fill"]> = {
  expected: fills.map((word) => `"${word}"`).join(", "),
  refused: (value) => (fills.some((word) => word === value) ? [] : [value]),
  read: (value) => fills.find((word) => word === value) ?? "given",
};

/** A tensor that comes from outside: a model's argument, `randn`, `zeros`. */
export const input = defineOp<"input", InputAttrs>({
  kind: "input",
  category: "source",
  displayName: "Input",
  summary: "A tensor from outside the model: an argument, random numbers or a constant.",
  title: ({ fill, value }) =>
    fill === "constant" ? `Constant ${printDim(value)}` : fill === "given" ? "Input" : fill,
  rules: { shape: sizes, fill, value: finiteOrInfinite, stream: whole },
  infer: ({ shape }) => ok(shape.map((size) => (typeof size === "string" ? symbol(size) : size))),
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference({ shape, fill, value }) {
    const sizes = shape.map(Number);
    const data = new Float32Array(sizes.reduce((a, b) => a * b, 1));
    return { shape: sizes, data: fill === "constant" ? data.fill(value) : data };
  },
  lower: ({ fill, value, stream }) => ({
    family: "source",
    fill: fill === "constant" ? { kind: "constant", value } : { kind: fill, stream },
  }),
  examples: [
    {
      name: "an RGB image",
      attrs: { shape: [1, 3, 8, 8], fill: "given", value: 0, stream: 0 },
      inputs: [],
      output: [1, 3, 8, 8],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a named batch size is a symbol",
      attrs: { shape: ["N", 3, 8, 8], fill: "randn", value: 0, stream: 2 },
      inputs: [],
      output: [symbol("N"), 3, 8, 8],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a constant",
      attrs: { shape: [2, 2], fill: "constant", value: 1, stream: 0 },
      inputs: [],
      output: [2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [], output: [1, 1, 1, 1] },
    },
  ],
  refusals: [
    {
      name: "a size below 0",
      attrs: { shape: [1, -3, 8, 8], fill: "randn", value: 0, stream: 0 },
      problem: "invalid-attribute",
      blames: "shape",
    },
  ],
});

function isName(size: unknown): size is string {
  return typeof size === "string" && size !== "";
}

/**
 * What a tensor stands for where it enters a model as an argument: a source stays what it is, anything computed is
 * cut off and becomes a given input.
 */
export function enterModel(
  made: { readonly op: string; readonly attrs: Attrs },
  shape: Shape,
  index: number,
): { readonly op: string; readonly attrs: Attrs } {
  if (made.op === input.kind) return { op: made.op, attrs: made.attrs };
  return { op: input.kind, attrs: { shape, fill: "given", value: 0, stream: index } };
}
