import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { describe, it } from "mocha";
import { knownShape } from "../../src/ir/index.ts";
import { findOp, type ReferenceTensor } from "../../src/ops/index.ts";
import { type OnnxModel, type OnnxNode, type OnnxTensor, readModel, readTensor } from "./onnx-model.ts";
import { translate } from "./onnx-ops.ts";
import type { Translated } from "./onnx-translation.ts";

/**
 * ONNX's own operator conformance data: one node a model, and PyTorch's own exports. Cases that our ops
 * cannot say (integers, training, empty tensors) are left out; how many remain is fixed, so that none is lost
 * silently.
 */
const sets = [
  { folder: "onnx-node", cases: 289 },
  { folder: "onnx-pytorch-converted", cases: 49 },
  { folder: "onnx-pytorch-operator", cases: 28 },
];

/** The tolerances of ONNX's own test runner. */
const [relative, absolute] = [1e-3, 1e-7];

export type Compute = (call: Translated<ReferenceTensor>) => ReferenceTensor | Promise<ReferenceTensor>;

/** Runs every case that our ops can say, node by node, by the given way to compute one. */
export function describeConformance(who: string, compute: Compute): void {
  for (const { folder, cases } of sets) {
    const root = `../shared/truth/${folder}`;
    describe(`${who} agree with ${folder}`, () => {
      if (!existsSync(root)) {
        it(`is skipped: there is no ${root}`, function () {
          this.skip();
        });
        return;
      }
      const found = readdirSync(root).filter((name) => name.startsWith("test_"));
      const possible = found.filter((name) => isPossible(`${root}/${name}`));
      it(`has ${cases} cases of ${found.length} that our ops can say`, () =>
        assert.equal(possible.length, cases));
      for (const name of possible) it(name, () => run(`${root}/${name}`, compute));
    });
  }
}

interface Case {
  readonly model: OnnxModel;
  readonly values: Map<string, OnnxTensor>;
}

function open(folder: string): Case {
  const model = readModel(`${folder}/model.onnx`);
  const values = new Map<string, OnnxTensor>(model.initializers);
  const given = model.inputs.filter((name) => !values.has(name));
  given.forEach((name, index) => {
    values.set(name, readTensor(`${folder}/test_data_set_0/input_${index}.pb`));
  });
  return { model, values };
}

/** Whether our ops can express each node of the model, judged by shapes alone. */
function isPossible(folder: string): boolean {
  const { model, values } = open(folder);
  for (const node of model.nodes) {
    const shapes = callsOf(node, values, model.opset)?.map(shapeOf);
    if (shapes === undefined || shapes.length < node.outputs.length) return false;
    for (const [index, name] of node.outputs.entries()) {
      const shape = shapes[index];
      if (shape === undefined) return false;
      values.set(name, { name, isFloat: true, shape, data: constantOf(node)?.data ?? new Float32Array() });
    }
  }
  return model.nodes.length > 0;
}

/** Undefined where our ops refuse. */
function shapeOf({ op: kind, attrs, inputs }: Translated): readonly number[] | undefined {
  const shapes = inputs.map((input) => ("op" in input ? shapeOf(input) : input.shape));
  const op = findOp(kind);
  if (op.check(attrs).length > 0 || shapes.includes(undefined)) return undefined;
  const { value, problems } = op.infer(attrs, shapes as readonly (readonly number[])[]);
  return problems.length > 0 ? undefined : knownShape(value);
}

async function run(folder: string, compute: Compute): Promise<void> {
  const { model, values } = open(folder);
  for (const node of model.nodes) {
    const calls = callsOf(node, values, model.opset);
    for (const [index, name] of node.outputs.entries()) {
      const call = calls?.[index];
      assert.ok(call);
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
): readonly Translated[] | undefined {
  const constant = constantOf(node);
  if (constant !== undefined) return [{ op: "identity", attrs: {}, inputs: [constant] }];
  const inputs = node.inputs.map((name) => values.get(name)).filter((value) => value !== undefined);
  // What is chosen by may be a truth; everything else is calculated with.
  const isOurs = inputs[node.type === "Where" ? 1 : 0]?.isFloat;
  return isOurs ? translate(node, inputs, opset) : undefined;
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
