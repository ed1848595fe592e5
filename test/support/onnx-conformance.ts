import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { describe, it } from "mocha";
import { knownShape } from "../../src/ir/index.ts";
import { findOp, type ReferenceTensor } from "../../src/ops/index.ts";
import { type OnnxModel, type OnnxNode, type OnnxTensor, readModel, readTensor } from "./onnx-model.ts";
import { type Translated, translate } from "./onnx-ops.ts";

/**
 * ONNX's own operator conformance data: one node a model, and PyTorch's own exports. Cases that none of
 * our ops can say (other ranks, asymmetric padding, integers) are left out; how many remain is fixed, so that none is lost
 * silently.
 */
const sets = [
  { folder: "onnx-node", cases: 195 },
  { folder: "onnx-pytorch-converted", cases: 35 },
  { folder: "onnx-pytorch-operator", cases: 18 },
];

/** The tolerances of ONNX's own test runner. */
const [relative, absolute] = [1e-3, 1e-7];

export type Compute = (call: Translated) => ReferenceTensor | Promise<ReferenceTensor>;

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
      it(`has ${cases} cases that our ops can say`, () => assert.equal(possible.length, cases));
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
    const call = callOf(node, values, model.opset);
    const [name] = node.outputs;
    if (call === undefined || name === undefined || findOp(call.op).check(call.attrs).length > 0)
      return false;
    const shapes = call.inputs.map(({ shape }) => shape);
    const shape = knownShape(findOp(call.op).infer(call.attrs, shapes).value) ?? [];
    values.set(name, { name, isFloat: true, shape, data: new Float32Array() });
  }
  return model.nodes.length > 0;
}

async function run(folder: string, compute: Compute): Promise<void> {
  const { model, values } = open(folder);
  for (const node of model.nodes) {
    const call = callOf(node, values, model.opset);
    const [name = ""] = node.outputs;
    assert.ok(call);
    values.set(name, { name, isFloat: true, ...(await compute(call)) });
  }
  const [output = ""] = model.outputs;
  const actual = values.get(output);
  assert.ok(actual, "the model has an output");
  compare(actual, readTensor(`${folder}/test_data_set_0/output_0.pb`));
}

function callOf(
  node: OnnxNode,
  values: ReadonlyMap<string, OnnxTensor>,
  opset: number,
): Translated | undefined {
  const inputs = node.inputs.map((name) => values.get(name)).filter((value) => value !== undefined);
  return inputs[0]?.isFloat ? translate(node, inputs, opset) : undefined;
}

function compare(actual: ReferenceTensor, expected: ReferenceTensor): void {
  assert.deepEqual(actual.shape, expected.shape);
  expected.data.forEach((value, i) => {
    if (Number.isNaN(value) && Number.isNaN(actual.data[i] ?? 0)) return;
    const difference = Math.abs((actual.data[i] ?? Number.NaN) - value);
    assert.ok(difference <= absolute + relative * Math.abs(value), `${i}: ${actual.data[i]} is not ${value}`);
  });
}
