import type { Attrs } from "../../src/ir/index.ts";
import type { OnnxNode, OnnxTensor } from "./onnx-model.ts";
import { resizeTranslations } from "./onnx-resize.ts";
import { shapeTranslations } from "./onnx-shape-ops.ts";
import type { Call, Operand, Translated, Translation } from "./onnx-translation.ts";
import { valueTranslations } from "./onnx-value-ops.ts";

export function translate(
  node: OnnxNode,
  inputs: readonly OnnxTensor[],
  opset: number,
): readonly Translated[] | undefined {
  const { attributes } = node;
  const translated = { ...translations, ...shapeTranslations, ...valueTranslations, ...resizeTranslations }[
    node.type
  ]?.({
    node,
    inputs,
    opset,
    int: (name, otherwise) => attributes[name]?.int ?? otherwise,
    float: (name, otherwise) => attributes[name]?.float ?? otherwise,
    pair: (name, otherwise) => {
      const [h = otherwise, w = otherwise] = attributes[name]?.ints ?? [];
      return [h, w];
    },
  });
  return translated && [translated].flat();
}

const translations: Readonly<Record<string, Translation>> = {
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
  Softplus: ({ inputs }) => ({ op: "softplus", attrs: { beta: 1, threshold: 20 }, inputs }),
  Elu: ({ inputs, float }) => ({ op: "elu", attrs: { alpha: float("alpha", 1) }, inputs }),
  Celu: ({ inputs, float }) => ({ op: "celu", attrs: { alpha: float("alpha", 1) }, inputs }),
  Selu: ({ node, inputs }) =>
    Object.keys(node.attributes).length === 0 ? { op: "selu", attrs: {}, inputs } : undefined,
  Shrink: ({ inputs, float }) => {
    const [lambda, bias] = [float("lambd", 0.5), float("bias", 0)];
    if (bias !== 0 && bias !== lambda) return undefined;
    return { op: bias === 0 ? "hardshrink" : "softshrink", attrs: { lambda }, inputs };
  },
  // Before version 11 limits were attributes.
  Clip: ({ node, inputs: [x, ...limits], opset, float }) => {
    if (x === undefined) return undefined;
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
  LeakyRelu: ({ inputs, float }) => ({
    op: "leaky-relu",
    attrs: { negativeSlope: float("alpha", 0.01) },
    inputs,
  }),
  Gelu: ({ node, inputs }) => ({
    op: "gelu",
    attrs: { approximate: node.attributes.approximate?.text ?? "none" },
    inputs,
  }),
  Swish: ({ inputs, float }) => (float("alpha", 1) === 1 ? { op: "silu", attrs: {}, inputs } : undefined),
  // A third input says whether it trains.
  Dropout: ({ inputs: [x, , training] }) =>
    x && (training === undefined ? { op: "dropout", attrs: { p: 0.5 }, inputs: [x] } : undefined),
  Softmax: (given) => softmaxOf("softmax", given),
  LogSoftmax: (given) => softmaxOf("log-softmax", given),
  Concat: ({ inputs, int }) => ({ op: "cat", attrs: { dim: int("axis", 0) }, inputs }),
  Pow: ({ inputs }) => (inputs[1]?.isFloat ? { op: "power", attrs: {}, inputs } : undefined),
  ReduceSum: (call) => reduced("sum", call),
  ReduceMax: (call) => reduced("amax", call),
  ReduceMin: (call) => reduced("amin", call),
  ReduceProd: (call) => reduced("prod", call),
  ReduceLogSumExp: (call) => reduced("logsumexp", call),
  ReduceL1: (call) => reduced("norm", call, { p: 1 }),
  ReduceL2: (call) => reduced("norm", call, { p: 2 }),
  ReduceMean: ({ node, inputs: [x, axes], int }) => {
    const dims = axes === undefined ? (node.attributes.axes?.ints ?? []) : [...axes.data];
    return x && { op: "mean", attrs: { dims, keepdim: int("keepdims", 1) === 1 }, inputs: [x] };
  },
  GlobalAveragePool: ({ inputs }) => ({ op: "adaptive-avg-pool2d", attrs: { outputSize: [1, 1] }, inputs }),
  LRN: ({ inputs, int, float }) => {
    const [size, alpha, beta] = [int("size", 1), float("alpha", 1e-4), float("beta", 0.75)];
    // With an even size ONNX looks one channel further ahead, PyTorch one further back.
    if (size % 2 === 0) return undefined;
    return { op: "local-response-norm", attrs: { size, alpha, beta, k: float("bias", 1) }, inputs };
  },
  Conv: convolution,
  ConvTranspose: transposed,
  MaxPool: (call) => {
    const window = pooling(call);
    if (window === undefined)
      return padded(call, -3.4e38, (inputs) => ({
        op: "max-pool2d",
        attrs: { ...unpadded(call), dilation: call.pair("dilations", 1) },
        inputs,
      }));
    return {
      op: "max-pool2d",
      attrs: { ...window, dilation: call.pair("dilations", 1) },
      inputs: call.inputs,
    };
  },
  AveragePool: (call) => {
    const window = pooling(call);
    const countIncludePad = call.int("count_include_pad", 0) === 1;
    if (window === undefined || call.pair("dilations", 1).some((step) => step !== 1)) return undefined;
    return { op: "avg-pool2d", attrs: { ...window, countIncludePad }, inputs: call.inputs };
  },
  Transpose: ({ node, inputs: [x] }) => {
    const axes = x?.shape.map((_, axis) => axis) ?? [];
    return x && { op: "permute", attrs: { dims: node.attributes.perm?.ints ?? axes.reverse() }, inputs: [x] };
  },
  InstanceNormalization: ({ inputs: [x, weight, bias], float }) => {
    if (x?.shape.length !== 4 || weight === undefined || bias === undefined) return undefined;
    const attrs = { numFeatures: x.shape[1] ?? 0, epsilon: float("epsilon", 1e-5), affine: true };
    return { op: "instance-norm2d", attrs, inputs: [x], params: { weight, bias } };
  },
  // Before version 21 scale and bias were each group's.
  GroupNormalization: ({ inputs: [x, weight, bias], int, float, opset }) => {
    if (x === undefined || weight === undefined || bias === undefined || opset < 21) return undefined;
    const epsilon = float("epsilon", 1e-5);
    const attrs = { numGroups: int("num_groups", 1), numChannels: x.shape[1] ?? 0, epsilon, affine: true };
    return { op: "group-norm", attrs, inputs: [x], params: { weight, bias } };
  },
  LayerNormalization: ({ inputs: [x, weight, bias], int, float }) => {
    if (x === undefined || weight === undefined || bias === undefined) return undefined;
    const normalizedShape = x.shape.slice(int("axis", -1));
    const attrs = { normalizedShape, epsilon: float("epsilon", 1e-5), affine: true };
    return { op: "layer-norm", attrs, inputs: [x], params: { weight, bias } };
  },
  BatchNormalization: batchNorm,
};

/** Axes are an attribute or an input; an empty list of them may stand for none instead of all. */
function reduced(
  op: string,
  { node, inputs: [x, axes], int }: Call,
  more: Attrs = {},
): Translated | undefined {
  const dims = axes === undefined ? (node.attributes.axes?.ints ?? []) : [...axes.data];
  if (x === undefined || x.shape.includes(0) || int("noop_with_empty_axes", 0) !== 0) return undefined;
  return { op, attrs: { dims, keepdim: int("keepdims", 1) === 1, ...more }, inputs: [x] };
}

function plain(op: string): Translation {
  return ({ inputs }) => ({ op, attrs: {}, inputs });
}

function convolution(call: Call): Translated | undefined {
  const {
    node,
    inputs: [x, weight, bias],
    int,
    pair,
  } = call;
  const [outChannels, perGroup, ...kernelSize] = weight?.shape ?? [];
  const [groups, stride] = [int("group", 1), pair("strides", 1)];
  const isSame = node.attributes.auto_pad?.text === "SAME_UPPER" && stride.every((step) => step === 1);
  const padding = isSame ? "same" : (evenPads(node) ?? [0, 0]);
  if (x === undefined || weight === undefined || x.shape.length !== 4) return undefined;
  const channels = { inChannels: (perGroup ?? 0) * groups, outChannels: outChannels ?? 0 };
  const window = { kernelSize, stride, padding, dilation: pair("dilations", 1) };
  const convolved = (inputs: readonly Operand[]): Translated => ({
    op: "conv2d",
    attrs: { ...channels, ...window, groups, bias: bias !== undefined },
    inputs: inputs.slice(0, 1),
    params: bias === undefined ? { weight } : { weight, bias },
  });
  return isSame || evenPads(node) !== undefined ? convolved([x]) : padded(call, 0, convolved);
}

function transposed({ node, inputs: [x, weight, bias], int, pair }: Call): Translated | undefined {
  const [inChannels = 0, perGroup = 0, ...kernelSize] = weight?.shape ?? [];
  const groups = int("group", 1);
  const padding = evenPads(node);
  const { auto_pad: automatic, output_shape: size } = node.attributes;
  if (x?.shape.length !== 4 || weight === undefined || padding === undefined) return undefined;
  if (automatic !== undefined || size !== undefined) return undefined;
  const channels = { inChannels, outChannels: perGroup * groups };
  const window = { kernelSize, stride: pair("strides", 1), padding, dilation: pair("dilations", 1) };
  const outputPadding = pair("output_padding", 0);
  return {
    op: "conv-transpose2d",
    attrs: { ...channels, ...window, outputPadding, groups, bias: bias !== undefined },
    inputs: [x],
    params: bias === undefined ? { weight } : { weight, bias },
  };
}

function pooling({ node, inputs, int, pair }: Call): Attrs | undefined {
  const padding = evenPads(node);
  if (padding === undefined || inputs[0]?.shape.length !== 4 || node.outputs.length > 1) return undefined;
  const ceilMode = int("ceil_mode", 0) === 1;
  return { kernelSize: pair("kernel_shape", 1), stride: pair("strides", 1), padding, ceilMode };
}

/** A window without padding, … */
function unpadded({ int, pair }: Call): Attrs {
  const ceilMode = int("ceil_mode", 0) === 1;
  return { kernelSize: pair("kernel_shape", 1), stride: pair("strides", 1), padding: [0, 0], ceilMode };
}

/** … over an image that is padded before, with as much on each side as ONNX wants. */
function padded(
  { node, inputs: [x, ...others], pair }: Call,
  value: number,
  windowed: (inputs: readonly Operand[]) => Translated,
): Translated | undefined {
  if (x?.shape.length !== 4 || node.outputs.length > 1) return undefined;
  const pads = node.attributes.pads?.ints ?? samePads(node, x.shape.slice(2), pair);
  const [top = 0, left = 0, bottom = 0, right = 0] = pads;
  const attrs = { padding: [left, right, top, bottom], mode: "constant", value };
  return windowed([{ op: "pad", attrs, inputs: [x] }, ...others]);
}

/** As much as makes as many places as the strides come to, the odd one behind (upper) or before (lower). */
function samePads(node: OnnxNode, sizes: readonly number[], pair: Call["pair"]): readonly number[] {
  const [kernel, stride, dilation] = [pair("kernel_shape", 1), pair("strides", 1), pair("dilations", 1)];
  const totals = sizes.map((size, axis) => {
    const [k = 1, s = 1, d = 1] = [kernel[axis], stride[axis], dilation[axis]];
    return Math.max((Math.ceil(size / s) - 1) * s + (k - 1) * d + 1 - size, 0);
  });
  const halves = totals.map((total) => Math.floor(total / 2));
  const rests = totals.map((total, axis) => total - (halves[axis] ?? 0));
  return node.attributes.auto_pad?.text === "SAME_LOWER" ? [...rests, ...halves] : [...halves, ...rests];
}

/** Padding that is the same on both sides; undefined where it is not, or left to the implementation. */
function evenPads({ attributes }: OnnxNode): readonly [number, number] | undefined {
  const [top = 0, left = 0, bottom = 0, right = 0] = attributes.pads?.ints ?? [];
  const isAuto = !["NOTSET", "VALID", undefined].includes(attributes.auto_pad?.text);
  return isAuto || top !== bottom || left !== right ? undefined : [top, left];
}

function batchNorm({ node, inputs, int, float }: Call): Translated | undefined {
  const [x, weight, bias, mean, variance] = inputs;
  if (!x || !weight || !bias || !mean || !variance) return undefined;
  if (x.shape.length !== 4 || int("training_mode", 0) === 1 || node.outputs.length > 1) return undefined;
  const attrs = {
    numFeatures: x.shape[1] ?? 0,
    epsilon: float("epsilon", 1e-5),
    momentum: 0.1,
    affine: true,
  };
  return {
    op: "batch-norm2d",
    attrs,
    inputs: [x],
    params: { weight, bias, running_mean: mean, running_var: variance },
  };
}

/** Before version 13 the axes from `axis` on were taken together, which is the same only for the last one. */
function softmaxOf(op: string, { inputs, int, opset }: Call): Translated | undefined {
  const dim = int("axis", opset < 13 ? 1 : -1);
  const isLast = dim === -1 || dim === (inputs[0]?.shape.length ?? 0) - 1;
  return opset < 13 && !isLast ? undefined : { op, attrs: { dim }, inputs };
}
