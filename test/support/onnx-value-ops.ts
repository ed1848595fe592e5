import type { ReferenceTensor } from "../../src/ops/index.ts";
import { permute, reshape } from "./onnx-shape-ops.ts";
import type { Call, Operand, Translated, Translation } from "./onnx-translation.ts";

/** What several of our ops say together, and what needs no more than a name. */
export const valueTranslations: Readonly<Record<string, Translation>> = {
  Max: (call) => folded("maximum", call),
  Min: (call) => folded("minimum", call),
  Sum: (call) => folded("add", call),
  Mean: (call) => combine("div", folded("add", call), constant(call.inputs.length)),
  MatMul: ({ inputs }) => ({ op: "matmul", attrs: { as: "matmul" }, inputs }),
  Gemm: ({ inputs: [a, b, c], int, float }) => {
    if (a === undefined || b === undefined) return "it lacks a factor";
    const turned = (x: Operand, name: string): Operand => (int(name, 0) === 1 ? permute(x, [1, 0]) : x);
    const product: Translated = {
      op: "matmul",
      attrs: { as: "mm" },
      inputs: [turned(a, "transA"), turned(b, "transB")],
    };
    const scaled = combine("mul", product, constant(float("alpha", 1)));
    return c === undefined ? scaled : combine("add", scaled, combine("mul", c, constant(float("beta", 1))));
  },
  // Before version 7 slopes were those of channels; since then they lie along the last axes, as ours do.
  PRelu: ({ inputs: [, slopes], x, opset }) => {
    if (slopes === undefined) return "it lacks the slopes";
    const behind = x.shape.slice(2).map(() => 1);
    return {
      op: "prelu",
      attrs: {},
      inputs: [x, opset < 7 ? reshape(slopes, [...slopes.shape, ...behind]) : slopes],
    };
  },
  Where: ({ inputs }) => ({ op: "where", attrs: {}, inputs }),
  ArgMax: (call) => place("argmax", call),
  ArgMin: (call) => place("argmin", call),
  ThresholdedRelu: ({ inputs, float }) => ({
    op: "threshold",
    attrs: { threshold: float("alpha", 1), value: 0 },
    inputs,
  }),
  HardSigmoid: ({ x, float }) => {
    const line = combine(
      "add",
      combine("mul", x, constant(float("alpha", 0.2))),
      constant(float("beta", 0.5)),
    );
    return { op: "clamp", attrs: { min: 0, max: 1 }, inputs: [line] };
  },
};

export function combine(op: string, left: Operand, right: Operand): Translated {
  return { op, attrs: {}, inputs: [left, right] };
}

export function constant(value: number): ReferenceTensor {
  return { shape: [], data: Float32Array.of(value) };
}

/** ONNX takes any number of tensors. */
function folded(op: string, { x, inputs: [, ...others] }: Call): Translated {
  const start: Translated = { op: "identity", attrs: {}, inputs: [x] };
  return others.reduce((sum, other) => combine(op, sum, other), start);
}

/** The last of equals is the first from behind. */
function place(op: string, { x, int }: Call): Translated {
  const dim = int("axis", 0);
  const attrs = { dims: [dim], keepdim: int("keepdims", 1) === 1 };
  if (int("select_last_index", 0) === 0) return { op, attrs, inputs: [x] };
  const turned: Translated = { op: "flip", attrs: { dims: [dim] }, inputs: [x] };
  return combine("sub", constant((x.shape.at(dim) ?? 0) - 1), { op, attrs, inputs: [turned] });
}
