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

/** `isFloat` is false for anything but float32; int64 values (axes, shapes) and bools are then still right. */
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
  const isFloat = type === float32;
  const written = isFloat ? readFloats(fields, 4) : readVarints(fields, 7);
  const packed = raw.length === 0 ? undefined : numbersOf[type]?.(raw);
  const [name = ""] = readStrings(fields, 8);
  return { name, isFloat, shape: readVarints(fields, 1), data: packed ?? Float32Array.from(written) };
}

/** onnx.proto's numbers of types. */
const [float32, int64, bool] = [1, 7, 9];

/** How numbers of a type are packed. */
const numbersOf: Readonly<Record<number, (raw: Uint8Array) => Float32Array>> = {
  [float32]: floats,
  [int64]: (raw) => Float32Array.from(new BigInt64Array(Uint8Array.from(raw).buffer), Number),
  [bool]: (raw) => Float32Array.from(raw),
};
