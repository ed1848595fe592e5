import assert from "node:assert/strict";
import { knownShape } from "../../src/ir/index.ts";
import { findOp, type ReferenceTensor } from "../../src/ops/index.ts";
import { describeConformance } from "../support/onnx-conformance.ts";
import type { Translated } from "../support/onnx-translation.ts";

describeConformance("the references", compute);

function compute({ op: kind, attrs, inputs, params = {} }: Translated<ReferenceTensor>): ReferenceTensor {
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
