import type { OnnxNode, OnnxTensor } from "./onnx-model.ts";
import { normTranslations } from "./onnx-norm-ops.ts";
import { resizeTranslations } from "./onnx-resize.ts";
import { shapeTranslations } from "./onnx-shape-ops.ts";
import type { Call, Translated, Translation } from "./onnx-translation.ts";
import { combine, constant, valueTranslations } from "./onnx-value-ops.ts";
import { windowTranslations } from "./onnx-window-ops.ts";

/** A node in our ops' words, or why it cannot be said in them, as a sentence's rest. */
export function translate(
  node: OnnxNode,
  inputs: readonly OnnxTensor[],
  opset: number,
): readonly Translated[] | string {
  const { attributes, type } = node;
  const [x] = inputs;
  const translation = all[type];
  if (translation === undefined) return `there is no op for ${type}`;
  if (x === undefined) return "it has no input";
  const translated = translation({
    node,
    inputs,
    x,
    opset,
    int: (name, otherwise) => attributes[name]?.int ?? otherwise,
    float: (name, otherwise) => attributes[name]?.float ?? otherwise,
    text: (name, otherwise) => attributes[name]?.text ?? otherwise,
    sizes: (name, otherwise) => {
      const given = attributes[name]?.ints ?? [];
      return x.shape.slice(2).map((_, axis) => given[axis] ?? otherwise);
    },
  });
  return typeof translated === "string" ? translated : [translated].flat();
}

const activations: Readonly<Record<string, Translation>> = {
  Relu: plain("relu"),
  Sigmoid: plain("sigmoid"),
  Tanh: plain("tanh"),
  HardSwish: plain("hardswish"),
  Mish: plain("mish"),
  Abs: plain("abs"),
  Neg: plain("neg"),
  Exp: plain("exp"),
  Log: plain("log"),
  Sqrt: plain("sqrt"),
  Reciprocal: plain("reciprocal"),
  Sign: plain("sign"),
  Floor: plain("floor"),
  Ceil: plain("ceil"),
  Round: plain("round"),
  Sin: plain("sin"),
  Cos: plain("cos"),
  Erf: plain("erf"),
  Softsign: plain("softsign"),
  Softplus: ({ x }) => ({ op: "softplus", attrs: { beta: 1, threshold: 20 }, inputs: [x] }),
  Elu: ({ x, float }) => ({ op: "elu", attrs: { alpha: float("alpha", 1) }, inputs: [x] }),
  Celu: ({ x, float }) => ({ op: "celu", attrs: { alpha: float("alpha", 1) }, inputs: [x] }),
  // PyTorch's constants are those of the paper; others make it a scaled ELU.
  Selu: ({ node, x, float }) => {
    if (Object.keys(node.attributes).length === 0) return { op: "selu", attrs: {}, inputs: [x] };
    const elu: Translated = { op: "elu", attrs: { alpha: float("alpha", 1.67326) }, inputs: [x] };
    return combine("mul", elu, constant(float("gamma", 1.0507)));
  },
  Shrink: ({ x, float }) => {
    const [lambda, bias] = [float("lambd", 0.5), float("bias", 0)];
    if (bias !== 0 && bias !== lambda) return "a softshrink moves by as much as it cuts off";
    return { op: bias === 0 ? "hardshrink" : "softshrink", attrs: { lambda }, inputs: [x] };
  },
  // Before version 11 limits were attributes.
  Clip: ({ node, inputs: [, ...limits], x, opset, float }) => {
    if (opset < 11) {
      const attrs = { min: float("min", -3.4e38), max: float("max", 3.4e38) };
      return { op: "clamp", attrs, inputs: [x] };
    }
    if (limits.length === 0) return { op: "identity", attrs: {}, inputs: [x] };
    // A limit that is left out has an empty name.
    const [min = null, max = null] = node.inputs[1] === "" ? [null, ...limits] : limits;
    return { op: "clamp", attrs: { min: min?.data[0] ?? null, max: max?.data[0] ?? null }, inputs: [x] };
  },
  Identity: plain("identity"),
  Add: plain("add"),
  Sub: plain("sub"),
  Mul: plain("mul"),
  Div: plain("div"),
  Pow: plain("power"),
  LeakyRelu: ({ x, float }) => ({
    op: "leaky-relu",
    attrs: { negativeSlope: float("alpha", 0.01) },
    inputs: [x],
  }),
  Gelu: ({ x, text }) => ({ op: "gelu", attrs: { approximate: text("approximate", "none") }, inputs: [x] }),
  Swish: ({ x, float }) =>
    float("alpha", 1) === 1 ? { op: "silu", attrs: {}, inputs: [x] } : "silu has no factor",
  // A third input says whether it trains; without one it does not.
  Dropout: ({ node, inputs: [, , training], x }) => {
    if (training !== undefined) return "it trains";
    if (node.outputs.length > 1) return "a dropout gives no mask";
    return { op: "dropout", attrs: { p: 0.5 }, inputs: [x] };
  },
  Softmax: (given) => softmaxOf("softmax", given),
  LogSoftmax: (given) => softmaxOf("log-softmax", given),
  Concat: ({ inputs, int }) => ({ op: "cat", attrs: { dim: int("axis", 0) }, inputs }),
};

const all: Readonly<Record<string, Translation>> = {
  ...activations,
  ...windowTranslations,
  ...normTranslations,
  ...shapeTranslations,
  ...valueTranslations,
  ...resizeTranslations,
};

function plain(op: string): Translation {
  return ({ inputs }) => ({ op, attrs: {}, inputs });
}

/** Before version 13 the axes from `axis` on were taken together, which is the same only for the last one. */
function softmaxOf(op: string, { x, int, opset }: Call): Translated | string {
  const dim = int("axis", opset < 13 ? 1 : -1);
  const isLast = dim === -1 || dim === x.shape.length - 1;
  if (opset < 13 && !isLast) return "a softmax is along one axis";
  return { op, attrs: { dim }, inputs: [x] };
}
