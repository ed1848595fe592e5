import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { exportOnnx } from "../../src/interop/onnx/index.ts";
import { type Attrs, elementCount, knownShape, product } from "../../src/ir/index.ts";
import { type AnyOp, type OpExample, ops } from "../../src/ops/index.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";

describe("every op", () => {
  for (const op of ops) {
    it(`${op.kind} states its MACs as a product, if it has any`, () => {
      for (const { attrs, inputs, output, macs } of op.examples) {
        const factors = op.macsFactors?.map(({ of }) => of(attrs, inputs, output)) ?? [0];
        assert.deepEqual(product(factors), macs);
      }
    });
    if (op.category === "source") continue;
    it(`${op.kind} has an example whose numbers were worked out`, () =>
      assert.ok(op.examples.some(({ values }) => values !== undefined)));
    it(`${op.kind} is exported to ONNX`, () =>
      assert.ok(op.examples.some((example) => isExported(op, example))));
  }
});

function isExported(op: AnyOp, { attrs, inputs, output, problems = [] }: OpExample<Attrs>): boolean {
  const isSmall = [...inputs, output].every(
    (shape) => knownShape(shape) && Number(elementCount(shape)) < 4e5,
  );
  if (problems.length > 0 || !isSmall) return false;
  const sources = inputs.map((shape, stream) => given(shape, stream));
  const graph = graphOf(sources, [apply(op.kind, attrs, sources)]);
  return exportOnnx(graph, { read: zerosFor }).problems.length === 0;
}

function zerosFor({ shape }: { readonly shape: readonly number[] }): Float32Array {
  return new Float32Array(shape.reduce((a, b) => a * b, 1));
}
