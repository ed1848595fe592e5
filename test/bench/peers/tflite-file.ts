import { Builder } from "flatbuffers";

/* A .tflite file from rows of tensors and operators. Field numbers are those of LiteRT's schema.fbs. */

/** LiteRT's operators that the nets need, by number, with the number of their options in the union. */
const operators = {
  add: [0, 11],
  averagePool: [1, 5],
  concatenation: [2, 10],
  convolution: [3, 1],
  depthwise: [4, 2],
  fullyConnected: [9, 8],
  logistic: [14, 0],
  maxPool: [17, 5],
  multiply: [18, 21],
  relu: [19, 0],
  relu6: [21, 0],
  reshape: [22, 17],
  pad: [34, 22],
  transpose: [39, 26],
  mean: [40, 27],
  subtract: [41, 28],
  transposedConvolution: [67, 49],
  rsqrt: [76, 0],
  resizeNearest: [97, 74],
  squaredDifference: [99, 76],
  hardSwish: [117, 91],
  gelu: [150, 116],
} as const;

export type OperatorName = keyof typeof operators;
export type Options = (builder: Builder) => number;

export interface TensorRow {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | null;
}

export interface OperatorRow {
  readonly name: OperatorName;
  readonly inputs: readonly number[];
  readonly output: number;
  readonly options: Options | null;
}

/** Tensors are named by their numbers. */
export interface TfliteModel {
  readonly tensors: readonly TensorRow[];
  readonly rows: readonly OperatorRow[];
}

export function writeTflite(
  model: TfliteModel,
  inputs: readonly number[],
  outputs: readonly number[],
): Uint8Array<ArrayBuffer> {
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
  // The byte that once held it says 127 of all later ones.
  builder.addFieldInt8(0, Math.min(code, 127), 0);
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
