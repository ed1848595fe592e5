import type {
  ActivationLowering,
  AdaptivePoolLowering,
  AffineLowering,
  BinaryLowering,
  ConvolutionLowering,
  LinearLowering,
  LocalResponseNormLowering,
  Lowering,
  MeanLowering,
  Padding,
  PoolLowering,
} from "../../ops/index.ts";
import type { Stage } from "../../passes/index.ts";
import type { OnnxAttribute, OnnxNode, OnnxTensor } from "./onnx-model.ts";

/** A stage in ONNX's words: one node, or a few where ONNX has no single one. Null where ONNX cannot say it. */
export interface Translation {
  readonly nodes: readonly OnnxNode[];
  /** Constants that the nodes need besides the model's parameters. */
  readonly constants: readonly OnnxTensor[];
}

/** A stage with the names of its values; shapes are those of the inputs. */
export interface Named {
  readonly stage: Stage;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly shapes: readonly (readonly number[])[];
}

type Translate<F extends Lowering["family"]> = (
  named: Named,
  lowering: Extract<Lowering, { readonly family: F }>,
) => Translation | null;

/** A row for each family; sources become inputs and are not translated. */
const families: { readonly [F in Lowering["family"]]: Translate<F> } = {
  convolution: translateConvolution,
  linear: translateLinear,
  pool: translatePool,
  "adaptive-pool": translateAdaptivePool,
  affine: translateAffine,
  activation: translateActivation,
  binary: (named, lowering) => single(named, binaryOps[lowering.fn]),
  mean: translateMean,
  softmax: (named, { axis }) => single(named, "Softmax", { axis: int(axis) }),
  "local-response-norm": translateLocalResponseNorm,
  concat: (named, { axis }) => single(named, "Concat", { axis: int(axis) }),
  reshape: translateReshape,
  identity: (named) => single(named, "Identity"),
  source: () => null,
};

export function translate<F extends Lowering["family"]>(
  named: Named,
  lowering: Extract<Lowering, { readonly family: F }>,
): Translation | null {
  return families[lowering.family as F](named, lowering);
}

const binaryOps: Readonly<Record<BinaryLowering["fn"], string>> = {
  add: "Add",
  subtract: "Sub",
  multiply: "Mul",
  divide: "Div",
};

function translateConvolution(named: Named, lowering: ConvolutionLowering): Translation | null {
  if (named.stage.shape.length !== 4) return null;
  const { kernel, stride, padding, dilation, groups } = lowering;
  const attributes = {
    kernel_shape: ints(kernel),
    strides: ints(stride),
    pads: ints(padsOf(padding)),
    dilations: ints(dilation),
    group: int(groups),
  };
  return single(withParameters(named, [lowering.weight, lowering.bias]), "Conv", attributes);
}

/** `Gemm` is for matrices; other ranks take a product and a sum. */
function translateLinear(named: Named, { weight, bias }: LinearLowering): Translation {
  if (named.stage.shape.length === 2) {
    return single(withParameters(named, [weight, bias]), "Gemm", { transB: int(1) });
  }
  const [input = ""] = named.inputs;
  const turned = `${named.output}/weight`;
  const product = bias === null ? named.output : `${named.output}/product`;
  const nodes = [
    node("Transpose", [parameterName(named, weight)], turned, { perm: ints([1, 0]) }),
    node("MatMul", [input, turned], product),
  ];
  if (bias !== null) nodes.push(node("Add", [product, parameterName(named, bias)], named.output));
  return { nodes, constants: [] };
}

function translatePool(named: Named, lowering: PoolLowering): Translation | null {
  const [, , height = 1, width = 1] = named.shapes[0] ?? [];
  if (named.stage.shape.length !== 4) return null;
  const { kernel, stride, padding, dilation, mode } = lowering;
  const attributes = {
    kernel_shape: ints(kernel),
    strides: ints(stride),
    pads: ints(padsOf(padding)),
    ceil_mode: int(roundsUp(lowering, [height, width], named.stage.shape.slice(2)) ? 1 : 0),
  };
  if (mode === "max") return single(named, "MaxPool", { ...attributes, dilations: ints(dilation) });
  return single(named, "AveragePool", {
    ...attributes,
    count_include_pad: int(lowering.countIncludePad ? 1 : 0),
  });
}

/** Whether the output has a row or column more than rounding down gives. */
function roundsUp(
  { kernel, stride, padding, dilation }: PoolLowering,
  [height, width]: readonly [number, number],
  [outHeight = 0, outWidth = 0]: readonly number[],
): boolean {
  const floor = (size: number, axis: 0 | 1, pads: number): number =>
    Math.floor((size + pads - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis]) + 1;
  const rows = floor(height, 0, padding.top + padding.bottom);
  return outHeight > rows || outWidth > floor(width, 1, padding.left + padding.right);
}

/** ONNX has the whole map, and parts of equal size by an ordinary pooling; nothing for parts that overlap. */
function translateAdaptivePool(named: Named, { mode }: AdaptivePoolLowering): Translation | null {
  const [, , height = 1, width = 1] = named.shapes[0] ?? [];
  const [, , outHeight = 1, outWidth = 1] = named.stage.shape;
  if (named.stage.shape.length !== 4) return null;
  const word = mode === "max" ? "MaxPool" : "AveragePool";
  if (outHeight === 1 && outWidth === 1) return single(named, `Global${word}`);
  if (height % outHeight !== 0 || width % outWidth !== 0) return null;
  const part = ints([height / outHeight, width / outWidth]);
  return single(named, word, { kernel_shape: part, strides: part });
}

/** ONNX demands scale and shift: ones and zeros where the model has none. */
function translateAffine(named: Named, lowering: AffineLowering): Translation {
  const channels = named.stage.shape[1] ?? 1;
  const filled = (name: string, value: number): OnnxTensor => ({
    name: `${named.output}/${name}`,
    shape: [channels],
    data: new Float32Array(channels).fill(value),
  });
  const constants = [
    ...(lowering.weight === null ? [filled("scale", 1)] : []),
    ...(lowering.bias === null ? [filled("shift", 0)] : []),
  ];
  const inputs = [
    named.inputs[0] ?? "",
    lowering.weight === null ? `${named.output}/scale` : parameterName(named, lowering.weight),
    lowering.bias === null ? `${named.output}/shift` : parameterName(named, lowering.bias),
    parameterName(named, lowering.mean),
    parameterName(named, lowering.variance),
  ];
  const attributes = { epsilon: float(lowering.epsilon) };
  return { nodes: [node("BatchNormalization", inputs, named.output, attributes)], constants };
}

const plainActivations: Readonly<Partial<Record<ActivationLowering["fn"], string>>> = {
  relu: "Relu",
  sigmoid: "Sigmoid",
  tanh: "Tanh",
  hardswish: "HardSwish",
};

function translateActivation(named: Named, { fn, alpha }: ActivationLowering): Translation {
  const plain = plainActivations[fn];
  if (plain !== undefined) return single(named, plain);
  if (fn === "leaky-relu") return single(named, "LeakyRelu", { alpha: float(alpha) });
  if (fn === "hardsigmoid") return single(named, "HardSigmoid", { alpha: float(1 / 6), beta: float(0.5) });
  if (fn === "relu6") return clipped(named);
  if (fn === "silu") return silu(named);
  return fn === "gelu" ? gelu(named) : geluTanh(named);
}

function clipped(named: Named): Translation {
  const constants = [scalar(named, "least", 0), scalar(named, "most", 6)];
  const inputs = [...named.inputs, ...constants.map(({ name }) => name)];
  return { nodes: [node("Clip", inputs, named.output)], constants };
}

function silu({ inputs: [x = ""], output }: Named): Translation {
  const gate = `${output}/gate`;
  return { nodes: [node("Sigmoid", [x], gate), node("Mul", [x, gate], output)], constants: [] };
}

/** x · (1 + erf(x / √2)) / 2 */
function gelu(named: Named): Translation {
  const { output } = named;
  const [x = ""] = named.inputs;
  const constants = [
    scalar(named, "root", Math.SQRT1_2),
    scalar(named, "one", 1),
    scalar(named, "half", 0.5),
  ];
  const nodes = [
    node("Mul", [x, `${output}/root`], `${output}/scaled`),
    node("Erf", [`${output}/scaled`], `${output}/erf`),
    node("Add", [`${output}/erf`, `${output}/one`], `${output}/sum`),
    node("Mul", [x, `${output}/sum`], `${output}/twice`),
    node("Mul", [`${output}/twice`, `${output}/half`], output),
  ];
  return { nodes, constants };
}

/** x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))) / 2 */
function geluTanh(named: Named): Translation {
  const { output } = named;
  const [x = ""] = named.inputs;
  const constants = [
    scalar(named, "root", Math.sqrt(2 / Math.PI)),
    scalar(named, "cubic", 0.044715),
    scalar(named, "one", 1),
    scalar(named, "half", 0.5),
  ];
  const nodes = [
    node("Mul", [x, x], `${output}/square`),
    node("Mul", [`${output}/square`, `${output}/cubic`], `${output}/weighted`),
    node("Add", [`${output}/weighted`, `${output}/one`], `${output}/factor`),
    node("Mul", [x, `${output}/factor`], `${output}/sum`),
    node("Mul", [`${output}/sum`, `${output}/root`], `${output}/inner`),
    node("Tanh", [`${output}/inner`], `${output}/tanh`),
    node("Add", [`${output}/tanh`, `${output}/one`], `${output}/gate`),
    node("Mul", [x, `${output}/gate`], `${output}/twice`),
    node("Mul", [`${output}/twice`, `${output}/half`], output),
  ];
  return { nodes, constants };
}

function translateMean(named: Named, { axes }: MeanLowering): Translation {
  const keeps = named.stage.shape.length === (named.shapes[0]?.length ?? 0);
  return single(named, "ReduceMean", { axes: ints(axes), keepdims: int(keeps ? 1 : 0) });
}

/** For an even size PyTorch looks further back and ONNX further on. */
function translateLocalResponseNorm(
  named: Named,
  { size, alpha, beta, k }: LocalResponseNormLowering,
): Translation | null {
  if (size % 2 === 0) return null;
  return single(named, "LRN", { size: int(size), alpha: float(alpha), beta: float(beta), bias: float(k) });
}

function translateReshape(named: Named): Translation {
  const name = `${named.output}/shape`;
  const { shape } = named.stage;
  const nodes = [node("Reshape", [named.inputs[0] ?? "", name], named.output)];
  return { nodes, constants: [{ name, shape: [shape.length], data: shape }] };
}

function single(named: Named, op: string, attributes: OnnxNode["attributes"] = {}): Translation {
  return { nodes: [node(op, named.inputs, named.output, attributes)], constants: [] };
}

/** A node bears the name of what it computes. */
function node(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: OnnxNode["attributes"] = {},
): OnnxNode {
  return { name: output, op, inputs, outputs: [output], attributes };
}

function withParameters(named: Named, names: readonly (string | null)[]): Named {
  const present = names.filter((name) => name !== null).map((name) => parameterName(named, name));
  return { ...named, inputs: [...named.inputs, ...present] };
}

function parameterName({ stage }: Named, name: string): string {
  const parameter = stage.parameters[name];
  if (parameter === undefined) throw new Error(`The op keeps no "${name}".`);
  return parameter.name;
}

function padsOf({ top, left, bottom, right }: Padding): readonly number[] {
  return [top, left, bottom, right];
}

function scalar({ output }: Named, name: string, value: number): OnnxTensor {
  return { name: `${output}/${name}`, shape: [], data: Float32Array.of(value) };
}

function int(value: number): OnnxAttribute {
  return { kind: "int", value };
}

function ints(value: readonly number[]): OnnxAttribute {
  return { kind: "ints", value };
}

function float(value: number): OnnxAttribute {
  return { kind: "float", value };
}
