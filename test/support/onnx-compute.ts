import assert from "node:assert/strict";
import { knownShape } from "../../src/ir/index.ts";
import { findOp, type ReferenceTensor } from "../../src/ops/index.ts";
import { openSession, requirePlan } from "../../src/runtime/index.ts";
import type { backends } from "./kernels.ts";
import type { Compute } from "./onnx-cases.ts";
import type { Translated } from "./onnx-translation.ts";
import { apply, given, graphOf } from "./op-graph.ts";

/** By the ops' references; what an op infers and keeps is held, too. */
export function byReference({
  op: kind,
  attrs,
  inputs,
  params = {},
}: Translated<ReferenceTensor>): ReferenceTensor {
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

/** By a build of the kernels. */
export function byKernel(kernel: (typeof backends)[number]): Compute {
  return async (call) => {
    const sources = call.inputs.map(({ shape }, stream) => given(shape, stream));
    const graph = graphOf(sources, [apply(call.op, call.attrs, sources)]);
    const session = openSession(requirePlan(graph), { kernel, weights: weightsOf(call) });
    const { outputs } = await session.run(call.inputs.map(({ data }) => Float32Array.from(data)));
    session.dispose();
    const [output] = outputs;
    assert.ok(output);
    return output;
  };
}

function weightsOf({ params = {} }: Translated<ReferenceTensor>): ReadonlyMap<string, Float32Array> {
  const entries = Object.entries<ReferenceTensor>(params);
  return new Map(entries.map(([name, { data }]) => [`layer.${name}`, Float32Array.from(data)]));
}
