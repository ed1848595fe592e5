import type { Graph, NodeId } from "../../../src/ir/index.ts";
import type {
  AffineLowering,
  BinaryLowering,
  ConvolutionLowering,
  LinearLowering,
  NormalizationLowering,
  Padding,
  PoolLowering,
  TransposedConvolutionLowering,
} from "../../../src/ops/index.ts";
import type { FusedStage } from "../../../src/runtime/planner/fusion/fused-program.ts";
import {
  affineOf,
  foldConvolution,
  foldedProgram,
  missing,
  type Read,
  transposedWeights,
  turned,
} from "./folded.ts";
import { inOrder, type Order, ordersOf } from "./order.ts";
import {
  type OperatorName,
  type OperatorRow,
  type Options,
  type TensorRow,
  writeTflite,
} from "./tflite-file.ts";
import {
  concatOptions,
  convolutionOptions,
  depthwiseOptions,
  empty,
  type Fused,
  fullyOptions,
  fused,
  meanOptions,
  poolOptions,
  sumOptions,
  transposedOptions,
} from "./tflite-options.ts";

/*
 * The zoo's nets as .tflite files: batch norms folded, activations fused where LiteRT has them fused, NHWC, as a
 * converter would.
 */

/** A model in the making: tensors by number. */
interface Model {
  readonly tensors: TensorRow[];
  readonly rows: OperatorRow[];
  readonly values: Map<NodeId, number>;
  readonly orders: ReadonlyMap<NodeId, Order>;
  readonly read: Read;
}

const [same, valid] = [0, 1];

export function tfliteOf(graph: Graph, read: Read): Uint8Array<ArrayBuffer> {
  const program = foldedProgram(graph);
  const model: Model = { tensors: [], rows: [], values: new Map(), orders: ordersOf(program), read };
  for (const stage of program.stages) {
    model.values.set(stage.value, activated(model, stage, computed(model, stage)));
  }
  const numberOf = (id: NodeId): number => model.values.get(id) ?? missing();
  return writeTflite(model, graph.inputs.map(numberOf), program.outputs.map(numberOf));
}

/** The tensor of what a stage computes, with its activation where that is a fused one. */
function computed(model: Model, stage: FusedStage): number {
  const { lowering } = stage;
  const inputs = stage.inputs.map((id) => model.values.get(id) ?? missing());
  const [input = 0] = inputs;
  const shape = stored(model, stage);
  switch (lowering.family) {
    case "source":
      return tensor(model, shape, null);
    case "convolution":
      return convolution(model, stage, input, lowering);
    case "transposed-convolution":
      return transposed(model, stage, input, lowering);
    case "normalization":
      return layerNorm(model, stage, input, lowering);
    case "parameter":
      // Of [C, 1, 1] as of [1, 1, C] the numbers come in the same order.
      return tensor(model, shape, model.read(stage.parameters[lowering.weight] ?? missing()));
    case "permute":
      return input;
    case "resize":
      return enlarge(model, stage, input);
    case "affine":
      return affine(model, stage, input, lowering);
    case "pool":
      return pool(model, stage, input, lowering);
    case "adaptive-pool":
      return adaptivePool(model, stage, input);
    case "binary":
      return add(model, binaryName(lowering), shape, inputs, sumOptions(fusedOf(stage)));
    case "concat":
      return add(model, "concatenation", shape, inputs, concatOptions);
    case "activation":
      return activation(model, lowering.fn, input);
    case "reshape":
      return reshape(model, stage, input);
    case "linear":
      return linear(model, stage, input, lowering);
    default:
      throw new Error(`The bench writes no ${lowering.family} for LiteRT.`);
  }
}

function convolution(model: Model, stage: FusedStage, input: number, lowering: ConvolutionLowering): number {
  const { kernel, stride, padding, groups } = lowering;
  const folded = foldConvolution(stage, lowering, model.read);
  const [O, I, kh, kw] = folded.shape;
  const depthwise = groups > 1 && groups === O && I === 1;
  const weights = turned(folded.weights, folded.shape, depthwise ? [1, 2, 3, 0] : [0, 2, 3, 1]);
  const shape = depthwise ? [1, kh, kw, O] : [O, kh, kw, I];
  const padded = padIfNeeded(model, input, kernel, stride, padding, stage.shape);
  const inputs = [padded.input, tensor(model, shape, weights), tensor(model, [O], folded.bias)];
  const options = (depthwise ? depthwiseOptions : convolutionOptions)(padded.mode, stride, fusedOf(stage));
  return add(model, depthwise ? "depthwise" : "convolution", stored(model, stage), inputs, options);
}

function transposed(
  model: Model,
  stage: FusedStage,
  input: number,
  lowering: TransposedConvolutionLowering,
): number {
  const { shape, weights, bias } = transposedWeights(stage, lowering, model.read);
  const [I, O, kh, kw] = shape;
  const output = stored(model, stage);
  const inputs = [
    tensor(model, [4], Int32Array.from(output)),
    tensor(model, [O, kh, kw, I], turned(weights, shape, [1, 2, 3, 0])),
    input,
    tensor(model, [O], bias),
  ];
  return add(model, "transposedConvolution", output, inputs, transposedOptions(lowering.stride));
}

/** Over the channels, as converters write it. */
function layerNorm(model: Model, stage: FusedStage, input: number, lowering: NormalizationLowering): number {
  const { over, weight, bias, epsilon } = lowering;
  if (over.kind !== "pixels" || weight === null || bias === null)
    throw new Error("The bench writes only layer norms of pixels for LiteRT.");
  const shape = stored(model, stage);
  const each = [...shape.slice(0, -1), 1];
  const plain = sumOptions(fused.none);
  const [scale, shift] = [weight, bias].map((name) => {
    const found = stage.parameters[name] ?? missing();
    return tensor(model, found.shape, model.read(found));
  });
  const axis = tensor(model, [1], Int32Array.of(shape.length - 1));
  const mean = add(model, "mean", each, [input, axis], meanOptions);
  const squares = add(model, "squaredDifference", shape, [input, mean], empty(0));
  const variance = add(model, "mean", each, [squares, axis], meanOptions);
  const small = tensor(model, [], Float32Array.of(epsilon));
  const factor = add(model, "rsqrt", each, [add(model, "add", each, [variance, small], plain)], null);
  const centred = add(model, "subtract", shape, [input, mean], plain);
  const unit = add(model, "multiply", shape, [centred, factor], plain);
  const scaled = add(model, "multiply", shape, [unit, scale ?? missing()], plain);
  return add(model, "add", shape, [scaled, shift ?? missing()], plain);
}

function enlarge(model: Model, stage: FusedStage, input: number): number {
  const [, , height = 1, width = 1] = stage.shape;
  const size = tensor(model, [2], Int32Array.of(height, width));
  return add(model, "resizeNearest", stored(model, stage), [input, size], empty(2));
}

/** A batch norm on its own, as converters write it: a product and a sum. */
function affine(model: Model, stage: FusedStage, input: number, lowering: AffineLowering): number {
  const { scale, shift } = affineOf(stage, lowering, model.read);
  const [scales, shifts] = [tensor(model, [scale.length], scale), tensor(model, [shift.length], shift)];
  const shape = stored(model, stage);
  const product = add(model, "multiply", shape, [input, scales], sumOptions(fused.none));
  return add(model, "add", shape, [product, shifts], sumOptions(fusedOf(stage)));
}

function pool(
  model: Model,
  stage: FusedStage,
  input: number,
  { mode, kernel, stride, padding }: PoolLowering,
): number {
  const padded = padIfNeeded(model, input, kernel, stride, padding, stage.shape);
  if (mode === "average" && padded.input !== input) throw new Error("The bench pads no averages for LiteRT.");
  const options = poolOptions(padded.mode, stride, kernel);
  return add(
    model,
    mode === "max" ? "maxPool" : "averagePool",
    stored(model, stage),
    [padded.input],
    options,
  );
}

/**
 * `SAME` where it means the padding that is asked for; else zeros around the input, which the delegate merges into
 * the operator. (Max pools of these nets follow a ReLU, so that zeros never win.)
 */
function padIfNeeded(
  model: Model,
  input: number,
  kernel: readonly [number, number],
  stride: readonly [number, number],
  { top, bottom, left, right }: Padding,
  output: readonly number[],
): { readonly input: number; readonly mode: number } {
  const shape = model.tensors[input]?.shape ?? [];
  const [N = 1, H = 1, W = 1, C = 1] = shape;
  const needed = [0, 1].map((axis) => {
    const [size = 1, out = 1] = [shape[axis + 1], output[axis + 2]];
    return Math.max(0, (out - 1) * (stride[axis] ?? 1) + (kernel[axis] ?? 1) - size);
  });
  const [rows = 0, columns = 0] = needed;
  const isSame =
    Math.ceil(H / stride[0]) === output[2] &&
    Math.floor(rows / 2) === top &&
    Math.floor(columns / 2) === left;
  if (rows === 0 && columns === 0 && top === 0 && left === 0) return { input, mode: valid };
  if (isSame) return { input, mode: same };
  const amounts = tensor(model, [4, 2], Int32Array.of(0, 0, top, bottom, left, right, 0, 0));
  const around = [N, H + top + bottom, W + left + right, C];
  return { input: add(model, "pad", around, [input, amounts], empty(0)), mode: valid };
}

function adaptivePool(model: Model, stage: FusedStage, input: number): number {
  const [, H, W] = model.tensors[input]?.shape ?? [];
  const [, , height, width] = stage.shape;
  if (height === H && width === W) return input;
  if (height !== 1 || width !== 1) throw new Error("The bench writes only global pooling for LiteRT.");
  const axes = tensor(model, [2], Int32Array.of(1, 2));
  return add(model, "mean", stored(model, stage), [input, axes], meanOptions);
}

/** The rows of a classifier count channels first; channels taken apart stay last. */
function reshape(model: Model, stage: FusedStage, input: number): number {
  const [N = 1, H = 1, W = 1, C = 1] = model.tensors[input]?.shape ?? [];
  const shape = stored(model, stage);
  const sizes = tensor(model, [shape.length], Int32Array.from(shape));
  if ((H === 1 && W === 1) || shape.length === 5)
    return add(model, "reshape", shape, [input, sizes], empty(1));
  const order = tensor(model, [4], Int32Array.of(0, 3, 1, 2));
  const planes = add(model, "transpose", [N, C, H, W], [input, order], empty(0));
  return add(model, "reshape", shape, [planes, sizes], empty(1));
}

function linear(model: Model, stage: FusedStage, input: number, lowering: LinearLowering): number {
  const names = lowering.bias === null ? [lowering.weight] : [lowering.weight, lowering.bias];
  const parameters = names.map((name) => {
    const found = stage.parameters[name] ?? missing();
    return tensor(model, found.shape, model.read(found));
  });
  return add(model, "fullyConnected", stage.shape, [input, ...parameters], fullyOptions(fusedOf(stage)));
}

function binaryName({ fn }: BinaryLowering): OperatorName {
  if (fn === "add" || fn === "multiply") return fn;
  throw new Error(`The bench writes no ${fn} for LiteRT.`);
}

/** The stage's activation as LiteRT merges it into an operator. */
function fusedOf({ epilogue }: FusedStage): Fused {
  const fn = epilogue.activation?.fn;
  return fn === "relu" || fn === "relu6" ? fused[fn] : fused.none;
}

/** What a stage computed, after its activation where LiteRT merges none such. */
function activated(model: Model, stage: FusedStage, value: number): number {
  const fn = stage.epilogue.activation?.fn;
  return fn === undefined || fusedOf(stage) !== fused.none ? value : activation(model, fn, value);
}

function activation(model: Model, fn: string, input: number): number {
  const shape = model.tensors[input]?.shape ?? [];
  if (fn === "relu" || fn === "relu6") return add(model, fn, shape, [input], null);
  if (fn === "hardswish") return add(model, "hardSwish", shape, [input], empty(0));
  if (fn === "gelu") return add(model, "gelu", shape, [input], empty(1));
  if (fn === "hardsigmoid") {
    const [three, sixth] = [3, 1 / 6].map((value) => tensor(model, [], Float32Array.of(value)));
    const sum = add(model, "add", shape, [input, three ?? missing()], sumOptions(fused.relu6));
    return add(model, "multiply", shape, [sum, sixth ?? missing()], sumOptions(fused.none));
  }
  if (fn !== "sigmoid" && fn !== "silu") throw new Error(`The bench writes no ${fn} for LiteRT.`);
  const sigmoid = add(model, "logistic", shape, [input], null);
  return fn === "sigmoid" ? sigmoid : add(model, "multiply", shape, [input, sigmoid], sumOptions(fused.none));
}

/** Adds an operator; gives the tensor of its result. */
function add(
  model: Model,
  name: OperatorName,
  shape: readonly number[],
  inputs: readonly number[],
  options: Options | null,
): number {
  const output = tensor(model, shape, null);
  model.rows.push({ name, inputs, output, options });
  return output;
}

function tensor(model: Model, shape: readonly number[], data: TensorRow["data"]): number {
  return model.tensors.push({ shape, data }) - 1;
}

/** A stage's result as it is stored. */
function stored(model: Model, { value, shape }: FusedStage): readonly number[] {
  return inOrder(shape, model.orders.get(value) ?? missing());
}
