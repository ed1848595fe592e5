import assert from "node:assert/strict";
import type { ReferenceTensor } from "../../src/ops/index.ts";
import { openSession, requirePlan } from "../../src/runtime/index.ts";
import { backends } from "../support/kernels.ts";
import { describeConformance } from "../support/onnx-conformance.ts";
import type { Translated } from "../support/onnx-translation.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";

for (const kernel of backends) {
  describeConformance(`the kernels of ${kernel.name}`, async (call) => {
    const sources = call.inputs.map(({ shape }, stream) => given(shape, stream));
    const graph = graphOf(sources, [apply(call.op, call.attrs, sources)]);
    const session = openSession(requirePlan(graph), { kernel, weights: weightsOf(call) });
    const { outputs } = await session.run(call.inputs.map(({ data }) => Float32Array.from(data)));
    session.dispose();
    const [output] = outputs;
    assert.ok(output);
    return output;
  });
}

function weightsOf({ params = {} }: Translated<ReferenceTensor>): ReadonlyMap<string, Float32Array> {
  const entries = Object.entries<ReferenceTensor>(params);
  return new Map(entries.map(([name, { data }]) => [`layer.${name}`, Float32Array.from(data)]));
}
