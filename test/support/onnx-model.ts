import { readFileSync } from "node:fs";
import type { ReferenceTensor } from "../../src/ops/index.ts";
import { floats, readFields, readFloats, readMessages, readStrings, readVarints } from "./protobuf.ts";

/** As much of an ONNX model as its operator tests need. Field numbers are those of onnx.proto. */
export interface OnnxModel {
  readonly opset: number;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: ReadonlyMap<string, OnnxTensor>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

export interface OnnxAttribute {
  readonly float: number | undefined;
  readonly int: number | undefined;
  readonly text: string | undefined;
  readonly ints: readonly number[];
  readonly tensor: OnnxTensor | undefined;
}

/** Whatever the type was, the numbers are kept in float32. `isFloat` is false for whole numbers, truths and what float32 cannot hold. */
export interface OnnxTensor extends ReferenceTensor {
  readonly name: string;
  readonly isFloat: boolean;
}

export function readModel(path: string): OnnxModel {
  return parseModel(readFileSync(path));
}

export function parseModel(bytes: Uint8Array): OnnxModel {
  const model = readFields(bytes);
  const graph = readFields(readMessages(model, 7)[0] ?? new Uint8Array());
  const tensors = readMessages(graph, 5).map(parseTensor);
  const names = (field: number): readonly string[] =>
    readMessages(graph, field).flatMap((info) => readStrings(readFields(info), 1));
  return {
    opset: Math.max(...readMessages(model, 8).flatMap((set) => readVarints(readFields(set), 2))),
    nodes: readMessages(graph, 1).map(parseNode),
    initializers: new Map(tensors.map((tensor) => [tensor.name, tensor])),
    inputs: names(11),
    outputs: names(12),
  };
}

export function readTensor(path: string): OnnxTensor {
  return parseTensor(readFileSync(path));
}

function parseNode(bytes: Uint8Array): OnnxNode {
  const fields = readFields(bytes);
  const attributes = readMessages(fields, 5).map((attribute) => {
    const parts = readFields(attribute);
    const [name = ""] = readStrings(parts, 1);
    const [float] = readFloats(parts, 2);
    const [int] = readVarints(parts, 3);
    const [text] = readStrings(parts, 4);
    const tensor = readMessages(parts, 5).map(parseTensor)[0];
    return [name, { float, int, text, ints: readVarints(parts, 8), tensor }] as const;
  });
  return {
    type: readStrings(fields, 4)[0] ?? "",
    inputs: readStrings(fields, 1),
    outputs: readStrings(fields, 2),
    attributes: Object.fromEntries(attributes),
  };
}

function parseTensor(bytes: Uint8Array): OnnxTensor {
  const fields = readFields(bytes);
  const [type = 0] = readVarints(fields, 2);
  const [raw = new Uint8Array()] = readMessages(fields, 9);
  const data = (raw.length === 0 ? undefined : numbersOf[type]?.(raw)) ?? writtenOut(fields, type);
  // Some of PyTorch's cases in double precision hold what memory was never written to.
  const isHeld = type !== float64 || data.every(Number.isFinite);
  const [name = ""] = readStrings(fields, 8);
  return { name, isFloat: floatTypes.has(type) && isHeld, shape: readVarints(fields, 1), data };
}

/** Numbers that are not packed have a field by their type. */
function writtenOut(fields: Parameters<typeof readVarints>[0], type: number): Float32Array {
  if (type === float32) return Float32Array.from(readFloats(fields, 4));
  if (type === float64) {
    const doubles = readMessages(fields, 10).flatMap((bytes) => [
      ...new Float64Array(Uint8Array.from(bytes).buffer),
    ]);
    return Float32Array.from(doubles);
  }
  const words = readVarints(fields, wordFields[type] ?? 5);
  return Float32Array.from(words, type === float16 ? halfOf : Number);
}

/** onnx.proto's numbers of types. */
const [float32, uint8, int32, int64, bool, float16, float64, uint32, uint64] = [
  1, 2, 6, 7, 9, 10, 11, 12, 13,
];

const floatTypes: ReadonlySet<number> = new Set([float32, float16, float64]);

/** Where whole numbers are written out; those of other types stand in field 5. */
const wordFields: Readonly<Record<number, number>> = { [int64]: 7, [uint32]: 11, [uint64]: 11 };

/** How numbers of a type are packed. */
const numbersOf: Readonly<Record<number, (raw: Uint8Array) => Float32Array>> = {
  [float32]: floats,
  [float64]: (raw) => Float32Array.from(new Float64Array(Uint8Array.from(raw).buffer)),
  [float16]: (raw) => Float32Array.from(new Uint16Array(Uint8Array.from(raw).buffer), halfOf),
  [int64]: (raw) => Float32Array.from(new BigInt64Array(Uint8Array.from(raw).buffer), Number),
  [int32]: (raw) => Float32Array.from(new Int32Array(Uint8Array.from(raw).buffer)),
  [uint32]: (raw) => Float32Array.from(new Uint32Array(Uint8Array.from(raw).buffer)),
  [uint64]: (raw) => Float32Array.from(new BigUint64Array(Uint8Array.from(raw).buffer), Number),
  [uint8]: (raw) => Float32Array.from(raw),
  [bool]: (raw) => Float32Array.from(raw),
};

/** A number of 16 bits by IEEE 754: a sign, five bits of exponent, ten of fraction. */
function halfOf(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const sign = bits >> 15 === 0 ? 1 : -1;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
