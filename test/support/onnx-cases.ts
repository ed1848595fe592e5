import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { elementCount, knownShape } from "../../src/ir/index.ts";
import { findOp, type ReferenceTensor } from "../../src/ops/index.ts";
import { sentenceOf } from "../../src/problems/index.ts";
import { type OnnxModel, type OnnxNode, type OnnxTensor, readModel, readTensor } from "./onnx-model.ts";
import { translate } from "./onnx-ops.ts";
import { noNumbers, otherNumbers } from "./onnx-shape-ops.ts";
import type { Translated } from "./onnx-translation.ts";

/** ONNX's own operator conformance data: one node a model, and PyTorch's own exports. */
export const folders = ["onnx-node", "onnx-pytorch-converted", "onnx-pytorch-operator"] as const;

/** The tolerances of ONNX's own test runner. */
const [relative, absolute] = [1e-3, 1e-7];

/** A way to compute an application of an op. */
export type Compute = (call: Translated<ReferenceTensor>) => ReferenceTensor | Promise<ReferenceTensor>;

export interface ConformanceCase {
  readonly name: string;
  readonly folder: string;
  /** Why our ops cannot say it, as a sentence's rest; null where they can. */
  readonly reason: string | null;
}

/** The cases of a set; null where the data is not there. */
export function casesOf(set: string): readonly ConformanceCase[] | null {
  const root = `../shared/truth/${set}`;
  if (!existsSync(root)) return null;
  return readdirSync(root)
    .filter((name) => name.startsWith("test_"))
    .map((name) => ({ name, folder: `${root}/${name}`, reason: reasonAgainst(`${root}/${name}`) }));
}

interface Opened {
  readonly model: OnnxModel;
  readonly values: Map<string, OnnxTensor>;
}

function open(folder: string): Opened {
  const model = readModel(`${folder}/model.onnx`);
  const values = new Map<string, OnnxTensor>(model.initializers);
  const given = model.inputs.filter((name) => !values.has(name));
  given.forEach((name, index) => {
    values.set(name, readTensor(`${folder}/test_data_set_0/input_${index}.pb`));
  });
  return { model, values };
}

/** Why our ops cannot express a node of the model, judged by shapes alone. */
function reasonAgainst(folder: string): string | null {
  const { model, values } = open(folder);
  for (const node of model.nodes) {
    const calls = callsOf(node, values, model.opset);
    if (typeof calls === "string") return calls;
    for (const [index, name] of node.outputs.entries()) {
      const call = calls[index];
      const shape = call === undefined ? `${node.type} has fewer results` : shapeOf(call);
      if (typeof shape === "string") return shape;
      values.set(name, { name, isFloat: true, shape, data: constantOf(node)?.data ?? new Float32Array() });
    }
  }
  return model.nodes.length > 0 ? null : "the model has no nodes";
}

/** What our op says where it refuses, without the figures of the case. */
function shapeOf({ op: kind, attrs, inputs }: Translated): readonly number[] | string {
  const shapes: (readonly number[])[] = [];
  for (const input of inputs) {
    const shape = "op" in input ? shapeOf(input) : input.shape;
    if (typeof shape === "string") return shape;
    shapes.push(shape);
  }
  if (shapes.some((shape) => elementCount(shape) === 0)) return noNumbers;
  const op = findOp(kind);
  const { value, problems } = op.infer(attrs, shapes);
  const [problem] = [...op.check(attrs), ...problems];
  if (problem !== undefined) return `${op.displayName} refuses: ${sentenceOf(problem)}`;
  return knownShape(value) ?? `${op.displayName} has no size here`;
}

/** Computes a case node by node and holds its outputs against the recorded ones; throws where they differ. */
export async function runCase(folder: string, compute: Compute): Promise<void> {
  const { model, values } = open(folder);
  for (const node of model.nodes) {
    const calls = callsOf(node, values, model.opset);
    for (const [index, name] of node.outputs.entries()) {
      const call = calls[index];
      assert.ok(call !== undefined && typeof call !== "string");
      values.set(name, { name, isFloat: true, ...(await computed(call, compute)) });
    }
  }
  for (const [index, output] of model.outputs.entries()) {
    const actual = values.get(output);
    assert.ok(actual, "the model has an output");
    compare(actual, readTensor(`${folder}/test_data_set_0/output_${index}.pb`));
  }
}

async function computed(call: Translated, compute: Compute): Promise<ReferenceTensor> {
  const inputs: ReferenceTensor[] = [];
  for (const input of call.inputs) inputs.push("op" in input ? await computed(input, compute) : input);
  return compute({ ...call, inputs });
}

function callsOf(
  node: OnnxNode,
  values: ReadonlyMap<string, OnnxTensor>,
  opset: number,
): readonly Translated[] | string {
  const constant = constantOf(node);
  if (constant !== undefined) return [{ op: "identity", attrs: {}, inputs: [constant] }];
  const inputs = node.inputs.map((name) => values.get(name)).filter((value) => value !== undefined);
  // What is chosen by may be a truth, and sizes are whole numbers; everything else is calculated with.
  const first = inputs[node.type === "Where" ? 1 : 0];
  return first?.isFloat === false && node.type !== "ConstantOfShape"
    ? otherNumbers
    : translate(node, inputs, opset);
}

function constantOf({ type, attributes }: OnnxNode): OnnxTensor | undefined {
  return type === "Constant" ? attributes.value?.tensor : undefined;
}

function compare(actual: ReferenceTensor, expected: ReferenceTensor): void {
  assert.deepEqual(actual.shape, expected.shape);
  expected.data.forEach((value, i) => {
    if (Number.isNaN(value) && Number.isNaN(actual.data[i] ?? 0)) return;
    const difference = Math.abs((actual.data[i] ?? Number.NaN) - value);
    assert.ok(difference <= absolute + relative * Math.abs(value), `${i}: ${actual.data[i]} is not ${value}`);
  });
}
