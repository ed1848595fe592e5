import assert from "node:assert/strict";
import type { Graph } from "../../src/ir/index.ts";
import { lowerGraph, type Parameter } from "../../src/passes/index.ts";
import { type Backend, load, type RunResult } from "../../src/runtime/index.ts";
import { fillUniform, randomStream } from "../../src/runtime/random.ts";
import { assertAgree } from "./agree.ts";
import { backends } from "./kernels.ts";
import { runByReference } from "./reference-run.ts";

/** Numbers for a parameter that make folding and biases show; variances stay positive. */
export function testValues(parameter: Parameter): Float32Array {
  const count = parameter.shape.reduce((a, b) => a * b, 1);
  const values = fillUniform(new Float32Array(count), 1, randomStream(7, parameter.name));
  return parameter.name.endsWith("running_var") ? values.map((value) => Math.abs(value) + 0.5) : values;
}

export function testWeights(graph: Graph): ReadonlyMap<string, Float32Array> {
  const parameters = lowerGraph(graph).stages.flatMap((stage) => Object.values(stage.parameters));
  return new Map(parameters.map((parameter) => [parameter.name, testValues(parameter)]));
}

export async function runOn(
  backend: Backend,
  graph: Graph,
  inputs: readonly (Float32Array | null)[] = [],
): Promise<RunResult> {
  const session = load(graph, { kernel: backend, weights: testWeights(graph), seed: 3 });
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
