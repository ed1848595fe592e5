import assert from "node:assert/strict";
import type { Graph } from "../../src/ir/index.ts";
import { type Backend, openSession, type RunResult, requirePlan } from "../../src/runtime/index.ts";
import { assertAgree } from "./agree.ts";
import { backends } from "./kernels.ts";
import { runByReference } from "./reference-run.ts";
import { testValues, testWeights } from "./test-values.ts";

export async function runOn(
  backend: Backend,
  graph: Graph,
  inputs: readonly (Float32Array | null)[] = [],
): Promise<RunResult> {
  const session = openSession(requirePlan(graph), { kernel: backend, weights: testWeights(graph), seed: 3 });
  const result = await session.run(inputs);
  session.dispose();
  return result;
}

/** Runs a graph on every build that this Node takes and holds each output against the references. */
export async function assertKernelsAgree(
  graph: Graph,
  tolerance: number,
  inputs: readonly (Float32Array | null)[] = [],
): Promise<void> {
  const expected = runByReference(graph, inputs, testValues, 3);
  for (const backend of backends) {
    const { outputs } = await runOn(backend, graph, inputs);
    graph.outputs.forEach((id, index) => {
      const [actual, wanted] = [outputs[index], expected.get(id)];
      assert.deepEqual(actual?.shape, wanted?.shape, backend.name);
      assertAgree(
        actual?.data ?? new Float32Array(),
        wanted?.data ?? new Float32Array(),
        tolerance,
        backend.name,
      );
    });
  }
}
