import { PbfWriter } from "pbf";
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from "./onnx-model.ts";

/** Numbers of onnx.proto's enumerations. */
const dataType = { float: 1, int64: 7 } as const;
const attributeType = { float: 1, int: 2, text: 3, ints: 7 } as const;

/** Version 8 of the format came with opset 15 and is what every runtime of the last years reads. */
const irVersion = 8;

/** The model as bytes of an .onnx file. Field numbers are those of onnx.proto3. */
export function writeOnnx(model: OnnxModel): Uint8Array {
  const writer = new PbfWriter(new Uint8Array(roomFor(model.graph)));
  writer.writeVarintField(1, irVersion);
  writer.writeStringField(2, model.producer);
  writer.writeMessage(7, writeGraph, model.graph);
  writer.writeMessage(8, writeOpset, model.opset);
  return writer.finish();
}

/** Bytes that hold all tensors and, as a rule, the rest. A writer without room copies all that it has whenever it gets more. */
function roomFor({ initializers, nodes }: OnnxGraph): number {
  const bytes = initializers.map(({ data }) => data.length * (data instanceof Float32Array ? 4 : 8));
  return bytes.reduce((a, b) => a + b, 0) + 1024 * (initializers.length + nodes.length + 1);
}

function writeOpset(version: number, writer: PbfWriter): void {
  writer.writeStringField(1, "");
  writer.writeVarintField(2, version);
}

function writeGraph(graph: OnnxGraph, writer: PbfWriter): void {
  for (const node of graph.nodes) writer.writeMessage(1, writeNode, node);
  writer.writeStringField(2, graph.name);
  for (const tensor of graph.initializers) writer.writeMessage(5, writeTensor, tensor);
  for (const input of graph.inputs) writer.writeMessage(11, writeValue, input);
  for (const output of graph.outputs) writer.writeMessage(12, writeValue, output);
}

function writeNode(node: OnnxNode, writer: PbfWriter): void {
  for (const input of node.inputs) writer.writeStringField(1, input);
  for (const output of node.outputs) writer.writeStringField(2, output);
  writer.writeStringField(3, node.name);
  writer.writeStringField(4, node.op);
  for (const attribute of Object.entries(node.attributes)) writer.writeMessage(5, writeAttribute, attribute);
}

function writeAttribute([name, attribute]: readonly [string, OnnxAttribute], writer: PbfWriter): void {
  writer.writeStringField(1, name);
  if (attribute.kind === "float") writer.writeFloatField(2, attribute.value);
  else if (attribute.kind === "int") writer.writeVarintField(3, attribute.value);
  else if (attribute.kind === "text") writer.writeStringField(4, attribute.value);
  else for (const value of attribute.value) writer.writeVarintField(8, value);
  writer.writeVarintField(20, attributeType[attribute.kind]);
}

function writeTensor({ name, shape, data }: OnnxTensor, writer: PbfWriter): void {
  for (const size of shape) writer.writeVarintField(1, size);
  writer.writeVarintField(2, data instanceof Float32Array ? dataType.float : dataType.int64);
  writer.writeStringField(8, name);
  writer.writeBytesField(9, rawData(data));
}

/** Little-endian, as the format wants it and every engine of WebAssembly keeps it. */
function rawData(data: Float32Array | readonly number[]): Uint8Array {
  const typed = data instanceof Float32Array ? data : new BigInt64Array(data.map(BigInt));
  return new Uint8Array(typed.buffer, typed.byteOffset, typed.byteLength);
}

function writeValue({ name, shape }: OnnxValue, writer: PbfWriter): void {
  writer.writeStringField(1, name);
  writer.writeMessage(2, writeType, shape);
}

function writeType(shape: OnnxValue["shape"], writer: PbfWriter): void {
  writer.writeMessage(1, writeTensorType, shape);
}

function writeTensorType(shape: OnnxValue["shape"], writer: PbfWriter): void {
  writer.writeVarintField(1, dataType.float);
  writer.writeMessage(2, writeShape, shape);
}

function writeShape(shape: OnnxValue["shape"], writer: PbfWriter): void {
  for (const size of shape) writer.writeMessage(1, writeSize, size);
}

function writeSize(size: number | string, writer: PbfWriter): void {
  if (typeof size === "number") writer.writeVarintField(1, size);
  else writer.writeStringField(2, size);
}
