import { Builder } from "flatbuffers";
import type { Graph, NodeId } from "../../../src/ir/index.ts";
import type { ConvolutionLowering, Padding, PoolLowering } from "../../../src/ops/index.ts";
import type { Stage } from "../../../src/passes/index.ts";
import { foldConvolution, foldedProgram, missing, type Read, turned } from "./folded.ts";

/*
 * The zoo's nets as .tflite files: batch norms folded, activations fused, NHWC, as a converter would. Field numbers
 * are those of LiteRT's schema.fbs.
 */

/** LiteRT's operators that the nets need, by number, with the number of their options in the union. */
const operators = {
  add: [0, 11],
  averagePool: [1, 5],
  concatenation: [2, 10],
  convolution: [3, 1],
  depthwise: [4, 2],
  fullyConnected: [9, 8],
  maxPool: [17, 5],
  relu: [19, 0],
  reshape: [22, 17],
  pad: [34, 22],
  mean: [40, 27],
} as const;

type OperatorName = keyof typeof operators;
type Options = (builder: Builder) => number;

interface TensorRow {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | null;
}

interface OperatorRow {
  readonly name: OperatorName;
  readonly inputs: readonly number[];
  readonly output: number;
  readonly options: Options | null;
}

/** A model in the making: tensors by number. */
interface Model {
  readonly tensors: TensorRow[];
  readonly rows: OperatorRow[];
  readonly values: Map<NodeId, number>;
  readonly read: Read;
}

const [same, valid] = [0, 1];

export function tfliteOf(graph: Graph, read: Read): Uint8Array<ArrayBuffer> {
  const program = foldedProgram(graph);
  const model: Model = { tensors: [], rows: [], values: new Map(), read };
  for (const stage of program.stages) addStage(model, stage);
  const numberOf = (id: NodeId): number => model.values.get(id) ?? missing();
  return write(model, graph.inputs.map(numberOf), program.outputs.map(numberOf));
}

function addStage(model: Model, stage: Stage): void {
  const { lowering } = stage;
  if (lowering.family === "source") {
    model.values.set(stage.value, tensor(model, nhwc(stage.shape), null));
  } else if (lowering.family === "convolution") addConvolution(model, stage, lowering);
  else if (lowering.family === "pool") addPool(model, stage, lowering);
  else if (lowering.family === "adaptive-pool") addMean(model, stage);
  else if (lowering.family === "binary")
    addRow(model, "add", stage, inputsOf(model, stage), addOptions(relu(stage)));
  else if (lowering.family === "concat")
    addRow(model, "concatenation", stage, inputsOf(model, stage), concatOptions);
  else if (lowering.family === "activation") addRow(model, "relu", stage, inputsOf(model, stage), null);
  else if (lowering.family === "reshape") addReshape(model, stage);
  else if (lowering.family === "linear") {
    const weight = parameter(model, stage, lowering.weight);
    const bias = lowering.bias === null ? [] : [parameter(model, stage, lowering.bias)];
    addRow(
      model,
      "fullyConnected",
      stage,
      [...inputsOf(model, stage), weight, ...bias],
      fullyOptions(relu(stage)),
    );
  } else throw new Error(`The bench writes no ${lowering.family} for LiteRT.`);
}

function addConvolution(model: Model, stage: Stage, lowering: ConvolutionLowering): void {
  const { kernel, stride, padding, groups } = lowering;
  const folded = foldConvolution(stage, lowering, model.read);
  const [O, I, kh, kw] = folded.shape;
  const depthwise = groups > 1;
  if (depthwise && (groups !== O || I !== 1))
    throw new Error("The bench writes no grouped convolutions for LiteRT.");
  const weights = turned(folded.weights, folded.shape, depthwise ? [1, 2, 3, 0] : [0, 2, 3, 1]);
  const shape = depthwise ? [1, kh, kw, O] : [O, kh, kw, I];
  const [input = 0] = inputsOf(model, stage);
  const padded = padIfNeeded(model, input, kernel, stride, padding, stage.shape);
  const inputs = [padded.input, tensor(model, shape, weights), tensor(model, [O], folded.bias)];
  const options = depthwise ? depthwiseOptions : convolutionOptions;
  addRow(
    model,
    depthwise ? "depthwise" : "convolution",
    stage,
    inputs,
    options(padded.mode, stride, relu(stage)),
  );
}

function addPool(model: Model, stage: Stage, { mode, kernel, stride, padding }: PoolLowering): void {
  const [input = 0] = inputsOf(model, stage);
  const padded = padIfNeeded(model, input, kernel, stride, padding, stage.shape);
  const options = poolOptions(padded.mode, stride, kernel);
  addRow(model, mode === "max" ? "maxPool" : "averagePool", stage, [padded.input], options);
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
  const padded = tensor(model, [N, H + top + bottom, W + left + right, C], null);
  model.rows.push({ name: "pad", inputs: [input, amounts], output: padded, options: empty(0) });
  return { input: padded, mode: valid };
}

function addMean(model: Model, stage: Stage): void {
  const [, , height, width] = stage.shape;
  if (height !== 1 || width !== 1) throw new Error("The bench writes only global pooling for LiteRT.");
  const axes = tensor(model, [2], Int32Array.of(1, 2));
  addRow(model, "mean", stage, [...inputsOf(model, stage), axes], (builder) => {
    builder.startObject(1);
    builder.addFieldInt8(0, 1, 0);
    return builder.endObject();
  });
}

/** Only of 1 × 1 maps, whose order is the same in both layouts. */
function addReshape(model: Model, stage: Stage): void {
  const shape = tensor(model, [stage.shape.length], Int32Array.from(stage.shape));
  addRow(model, "reshape", stage, [...inputsOf(model, stage), shape], empty(1));
}

function addRow(
  model: Model,
  name: OperatorName,
  stage: Stage,
  inputs: readonly number[],
  options: Options | null,
): void {
  const output = tensor(model, nhwc(stage.shape), null);
  model.values.set(stage.value, output);
  model.rows.push({ name, inputs, output, options });
}

function inputsOf(model: Model, stage: Stage): readonly number[] {
  return stage.inputs.map((id) => model.values.get(id) ?? missing());
}

function parameter(model: Model, stage: Stage, name: string): number {
  const found = stage.parameters[name] ?? missing();
  return tensor(model, found.shape, model.read(found));
}

function tensor(model: Model, shape: readonly number[], data: TensorRow["data"]): number {
  return model.tensors.push({ shape, data }) - 1;
}

function nhwc(shape: readonly number[]): readonly number[] {
  const [N = 1, C = 1, H = 1, W = 1] = shape;
  return shape.length === 4 ? [N, H, W, C] : shape;
}

function relu(stage: Stage): number {
  return stage.epilogue.activation === null ? 0 : 1;
}

function convolutionOptions(padding: number, stride: readonly [number, number], activation: number): Options {
  return (builder) => {
    builder.startObject(6);
    builder.addFieldInt8(0, padding, 0);
    builder.addFieldInt32(1, stride[1], 0);
    builder.addFieldInt32(2, stride[0], 0);
    builder.addFieldInt8(3, activation, 0);
    return builder.endObject();
  };
}

function depthwiseOptions(padding: number, stride: readonly [number, number], activation: number): Options {
  return (builder) => {
    builder.startObject(7);
    builder.addFieldInt8(0, padding, 0);
    builder.addFieldInt32(1, stride[1], 0);
    builder.addFieldInt32(2, stride[0], 0);
    builder.addFieldInt32(3, 1, 0);
    builder.addFieldInt8(4, activation, 0);
    return builder.endObject();
  };
}

function poolOptions(
  padding: number,
  stride: readonly [number, number],
  kernel: readonly [number, number],
): Options {
  return (builder) => {
    builder.startObject(6);
    builder.addFieldInt8(0, padding, 0);
    builder.addFieldInt32(1, stride[1], 0);
    builder.addFieldInt32(2, stride[0], 0);
    builder.addFieldInt32(3, kernel[1], 0);
    builder.addFieldInt32(4, kernel[0], 0);
    return builder.endObject();
  };
}

function addOptions(activation: number): Options {
  return (builder) => {
    builder.startObject(2);
    builder.addFieldInt8(0, activation, 0);
    return builder.endObject();
  };
}

function fullyOptions(activation: number): Options {
  return (builder) => {
    builder.startObject(4);
    builder.addFieldInt8(0, activation, 0);
    return builder.endObject();
  };
}

/** Channels are the last axis. */
function concatOptions(builder: Builder): number {
  builder.startObject(2);
  builder.addFieldInt32(0, 3, 0);
  return builder.endObject();
}

function empty(fields: number): Options {
  return (builder) => {
    builder.startObject(fields);
    return builder.endObject();
  };
}

function write(model: Model, inputs: readonly number[], outputs: readonly number[]): Uint8Array<ArrayBuffer> {
  const builder = new Builder(1024 * 1024);
  const codes = [...new Set(model.rows.map(({ name }) => name))];
  // Buffer 0 is the empty one that tensors without data name.
  const buffers = [object(builder, 1, []), ...model.tensors.map(({ data }) => writeBuffer(builder, data))];
  const tensors = model.tensors.map((row, index) => writeTensor(builder, row, index));
  const rows = model.rows.map((row) => writeOperator(builder, row, codes.indexOf(row.name)));
  const subgraph = object(builder, 5, [
    [0, offsets(builder, tensors)],
    [1, integers(builder, inputs)],
    [2, integers(builder, outputs)],
    [3, offsets(builder, rows)],
  ]);
  const operatorCodes = offsets(
    builder,
    codes.map((name) => writeCode(builder, operators[name][0])),
  );
  const subgraphs = offsets(builder, [subgraph]);
  const bufferVector = offsets(builder, buffers);
  builder.startObject(8);
  builder.addFieldInt32(0, 3, 0);
  builder.addFieldOffset(1, operatorCodes, 0);
  builder.addFieldOffset(2, subgraphs, 0);
  builder.addFieldOffset(4, bufferVector, 0);
  builder.finish(builder.endObject(), "TFL3");
  return builder.asUint8Array();
}

function writeBuffer(builder: Builder, data: TensorRow["data"]): number {
  if (data === null) return object(builder, 1, []);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  builder.prep(16, bytes.length + 4);
  return object(builder, 1, [[0, builder.createByteVector(bytes)]]);
}

function writeTensor(builder: Builder, { shape, data }: TensorRow, index: number): number {
  const [sizes, name] = [integers(builder, shape), builder.createString(`t${index}`)];
  builder.startObject(8);
  builder.addFieldOffset(0, sizes, 0);
  builder.addFieldInt8(1, data instanceof Int32Array ? 2 : 0, 0);
  builder.addFieldInt32(2, data === null ? 0 : index + 1, 0);
  builder.addFieldOffset(3, name, 0);
  return builder.endObject();
}

function writeOperator(
  builder: Builder,
  { name, inputs, output, options }: OperatorRow,
  code: number,
): number {
  const [from, to] = [integers(builder, inputs), integers(builder, [output])];
  const settings = options === null ? 0 : options(builder);
  builder.startObject(9);
  builder.addFieldInt32(0, code, 0);
  builder.addFieldOffset(1, from, 0);
  builder.addFieldOffset(2, to, 0);
  if (options !== null) {
    builder.addFieldInt8(3, operators[name][1], 0);
    builder.addFieldOffset(4, settings, 0);
  }
  return builder.endObject();
}

function writeCode(builder: Builder, code: number): number {
  builder.startObject(4);
  builder.addFieldInt8(0, code, 0);
  builder.addFieldInt32(2, 1, 1);
  builder.addFieldInt32(3, code, 0);
  return builder.endObject();
}

function object(
  builder: Builder,
  fields: number,
  offsetFields: readonly (readonly [number, number])[],
): number {
  builder.startObject(fields);
  for (const [field, offset] of offsetFields) builder.addFieldOffset(field, offset, 0);
  return builder.endObject();
}

function offsets(builder: Builder, values: readonly number[]): number {
  builder.startVector(4, values.length, 4);
  for (const value of [...values].reverse()) builder.addOffset(value);
  return builder.endVector();
}

function integers(builder: Builder, values: readonly number[]): number {
  builder.startVector(4, values.length, 4);
  for (const value of [...values].reverse()) builder.addInt32(value);
  return builder.endVector();
}
