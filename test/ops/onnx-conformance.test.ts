import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { describe, it } from "mocha";
import { knownShape } from "../../src/ir/index.ts";
import { findOp, type ReferenceTensor } from "../../src/ops/index.ts";
import { type OnnxTensor, readModel, readTensor } from "../support/onnx-model.ts";
import { type Translated, translate } from "../support/onnx-ops.ts";

/**
 * The references against ONNX's operator conformance data, which nobody here made: one node a model, and PyTorch's own
 * exports. Cases that none of our ops can say (other ranks, asymmetric padding, integers) are left out; how many remain
 * is fixed, so that none is lost silently.
 */
const sets = [
  { folder: "onnx-node", cases: 93 },
  { folder: "onnx-pytorch-converted", cases: 26 },
  { folder: "onnx-pytorch-operator", cases: 5 },
];

/** The tolerances of ONNX's own test runner. */
const [relative, absolute] = [1e-3, 1e-7];

for (const { folder, cases } of sets) {
  const root = `../shared/truth/${folder}`;
  describe(`the references agree with ${folder}`, () => {
    if (!existsSync(root)) {
      it(`is skipped: there is no ${root}`, function () {
        this.skip();
      });
      return;
    }
    const found = readdirSync(root).filter((name) => name.startsWith("test_"));
    const possible = found.filter((name) => run(`${root}/${name}`, () => undefined));
    it(`has ${cases} cases that our ops can say`, () => assert.equal(possible.length, cases));
    for (const name of possible) it(name, () => void run(`${root}/${name}`, compute));
  });
}

type Compute = (call: Translated) => ReferenceTensor | undefined;

/**
 * Runs the model in a folder and compares its first output. With a `compute` that gives nothing it only tells whether
 * our ops can say the model: false where one of its nodes is none of them.
 */
function run(folder: string, compute: Compute): boolean {
  const model = readModel(`${folder}/model.onnx`);
  const values = new Map<string, OnnxTensor>(model.initializers);
  const given = model.inputs.filter((name) => !values.has(name));
  given.forEach((name, index) => {
    values.set(name, readTensor(`${folder}/test_data_set_0/input_${index}.pb`));
  });
  for (const node of model.nodes) {
    const inputs = node.inputs.map((name) => values.get(name)).filter((value) => value !== undefined);
    const call = inputs[0]?.isFloat ? translate(node, inputs, model.opset) : undefined;
    const [name] = node.outputs;
    if (call === undefined || name === undefined || findOp(call.op).check(call.attrs).length > 0)
      return false;
    const shape = findOp(call.op).infer(
      call.attrs,
      call.inputs.map((input) => input.shape),
    ).value;
    const result = compute(call) ?? { shape: knownShape(shape) ?? [], data: new Float32Array() };
    values.set(name, { name, isFloat: true, ...result });
  }
  const [output = ""] = model.outputs;
  const actual = values.get(output);
  if (actual !== undefined && actual.data.length > 0)
    compare(actual, readTensor(`${folder}/test_data_set_0/output_0.pb`));
  return model.nodes.length > 0;
}

function compute({ op: kind, attrs, inputs, params = {} }: Translated): ReferenceTensor {
  const op = findOp(kind);
  const shapes = inputs.map((input) => input.shape);
  const { value, problems } = op.infer(attrs, shapes);
  assert.deepEqual(problems, []);
  const specs = Object.entries(op.params(attrs));
  assert.deepEqual(
    Object.fromEntries(specs.map(([name, { shape }]) => [name, shape])),
    Object.fromEntries(specs.map(([name]) => [name, params[name]?.shape])),
  );
  const result = op.reference(attrs as never, inputs, params);
  assert.deepEqual(result.shape, knownShape(value));
  return result;
}

function compare(actual: ReferenceTensor, expected: ReferenceTensor): void {
  assert.deepEqual(actual.shape, expected.shape);
  expected.data.forEach((value, i) => {
    const difference = Math.abs((actual.data[i] ?? Number.NaN) - value);
    assert.ok(difference <= absolute + relative * Math.abs(value), `${i}: ${actual.data[i]} is not ${value}`);
  });
}
