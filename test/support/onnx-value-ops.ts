import type { ReferenceTensor } from "../../src/ops/index.ts";
import { permute } from "./onnx-shape-ops.ts";
import type { Call, Operand, Translated, Translation } from "./onnx-translation.ts";

/** What several of our ops say together, and what needs no more than a name. */
export const valueTranslations: Readonly<Record<string, Translation>> = {
  Max: (call) => folded("maximum", call),
  Min: (call) => folded("minimum", call),
  Sum: (call) => folded("add", call),
  Mean: (call) => {
    const sum = folded("add", call);
    return sum && combine("div", sum, constant(call.inputs.length));
  },
  MatMul: ({ inputs }) => ({ op: "matmul", attrs: { as: "matmul" }, inputs }),
  Gemm: ({ inputs: [a, b, c], int, float }) => {
    if (a === undefined || b === undefined) return undefined;
    const turned = (x: Operand, name: string): Operand => (int(name, 0) === 1 ? permute(x, [1, 0]) : x);
    const product: Translated = {
      op: "matmul",
      attrs: { as: "mm" },
      inputs: [turned(a, "transA"), turned(b, "transB")],
    };
    const scaled = combine("mul", product, constant(float("alpha", 1)));
    return c === undefined ? scaled : combine("add", scaled, combine("mul", c, constant(float("beta", 1))));
  },
  // Slopes lie along the last axes; PyTorch's export gives them ones of their own.
  PRelu: ({ inputs }) => ({ op: "prelu", attrs: {}, inputs }),
  Where: ({ inputs }) => ({ op: "where", attrs: {}, inputs }),
  ArgMax: (call) => place("argmax", call),
  ArgMin: (call) => place("argmin", call),
  ThresholdedRelu: ({ inputs, float }) => ({
    op: "threshold",
    attrs: { threshold: float("alpha", 1), value: 0 },
    inputs,
  }),
  HardSigmoid: ({ inputs: [x], float }) => {
    if (x === undefined) return undefined;
    const line = combine(
      "add",
      combine("mul", x, constant(float("alpha", 0.2))),
      constant(float("beta", 0.5)),
    );
    return { op: "clamp", attrs: { min: 0, max: 1 }, inputs: [line] };
  },
  GlobalMaxPool: ({ inputs }) => ({ op: "adaptive-max-pool2d", attrs: { outputSize: [1, 1] }, inputs }),
  LpNormalization: ({ inputs: [x], int }) => {
    if (x === undefined) return undefined;
    const attrs = { dims: [int("axis", -1)], keepdim: true, p: int("p", 2) };
    // 0 / 0 is 0 to ONNX.
    const length: Translated = { op: "norm", attrs, inputs: [x] };
    return combine("div", x, { op: "clamp", attrs: { min: 1e-12, max: null }, inputs: [length] });
  },
  MeanVarianceNormalization: ({ node, inputs: [x] }) => {
    if (x === undefined) return undefined;
    const reduced = { dims: node.attributes.axes?.ints ?? [0, 2, 3], keepdim: true };
    const mean: Translated = { op: "mean", attrs: reduced, inputs: [x] };
    const deviation: Translated = { op: "std", attrs: { ...reduced, correction: 0 }, inputs: [x] };
    return combine("div", combine("sub", x, mean), combine("add", deviation, constant(1e-9)));
  },
};

export function combine(op: string, left: Operand, right: Operand): Translated {
  return { op, attrs: {}, inputs: [left, right] };
}

export function constant(value: number): ReferenceTensor {
  return { shape: [], data: Float32Array.of(value) };
}

/** ONNX takes any number of tensors. */
function folded(op: string, { inputs: [first, ...others] }: Call): Translated | undefined {
  const start: Translated | undefined = first && { op: "identity", attrs: {}, inputs: [first] };
  return start && others.reduce((sum, other) => combine(op, sum, other), start);
}

function place(op: string, { inputs, int }: Call): Translated | undefined {
  if (int("select_last_index", 0) === 1) return undefined;
  return { op, attrs: { dims: [int("axis", 0)], keepdim: int("keepdims", 1) === 1 }, inputs };
}
