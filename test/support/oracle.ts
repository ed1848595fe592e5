import assert from "node:assert/strict";
import { exportOnnx, valueName } from "../../src/interop/onnx/index.ts";
import { type Graph, knownShape, type Node, type NodeId } from "../../src/ir/index.ts";
import type { Parameter } from "../../src/passes/index.ts";
import { type Backend, openSession, randnInput, requirePlan, type Session } from "../../src/runtime/index.ts";
import { assertAgree } from "./agree.ts";
import { backends } from "./kernels.ts";
import { runOnnx } from "./onnx-runtime.ts";
import { testWeights } from "./test-values.ts";

/** A way to run, and how close it has to come: a part of the largest magnitude in a value. */
export interface Promised {
  readonly tolerance: number;
  readonly memory?: "normal" | "low";
  /** On every build of the kernel where nothing is said. */
  readonly on?: readonly Backend[];
}

/**
 * Exports the graph, runs it in ONNX Runtime and, in each way promised, on builds of our kernel, with the same inputs and
 * weights, and holds against each other the outputs and, where wanted, every value that a step of ours leaves behind.
 * Gives the number of values compared.
 */
export async function assertOracleAgrees(
  graph: Graph,
  promises: readonly Promised[],
  { everyLayer = false } = {},
): Promise<number> {
  const weights = testWeights(graph);
  const observe = everyLayer ? graph.nodes.filter(({ inputs }) => inputs.length > 0).map(({ id }) => id) : [];
  const read = ({ name }: Parameter): Float32Array => weights.get(name) ?? new Float32Array();
  const { value: model, problems } = exportOnnx(graph, { read, observe });
  assert.ok(model, problems[0]?.message);
  const inputs = inputsOf(graph);
  const named = inputs.map(({ node, shape, data }) => [valueName(node), { shape, data }] as const);
  const expected = await runOnnx(model, Object.fromEntries(named));
  let compared = 0;
  for (const { tolerance, memory = "normal", on = backends } of promises) {
    for (const kernel of on) {
      const session = openSession(requirePlan(graph, { memory }), { kernel, weights });
      const data = inputs.map((input) => input.data);
      for (const [id, values] of await valuesOf(session, graph, data, observe)) {
        const name = nameOf(graph, id);
        assertAgree(values, expected[name] ?? new Float32Array(), tolerance, `${kernel.name}: ${name}`);
        compared++;
      }
      session.dispose();
    }
  }
  return compared;
}

/** The outputs, and the values of the observed nodes. */
async function valuesOf(
  session: Session,
  graph: Graph,
  inputs: readonly Float32Array[],
  keep: readonly NodeId[],
) {
  const { outputs, kept } = await session.run(inputs, { keep });
  const maps = [...kept].flatMap(([id, value]) =>
    value.kind === "map" ? [[id, value.tensor.data] as const] : [],
  );
  const last = graph.outputs.map((id, index) => [id, outputs[index]?.data ?? new Float32Array()] as const);
  return [...maps, ...last];
}

interface GivenInput {
  readonly node: Node;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** What a run is given, in the order of its arguments. */
function inputsOf(graph: Graph): readonly GivenInput[] {
  return graph.inputs.flatMap((id, index) => {
    const node = graph.nodes[id];
    const shape = node && knownShape(node.shape);
    return node && shape ? [{ node, shape, data: randnInput(shape, 3, index) }] : [];
  });
}

function nameOf(graph: Graph, id: NodeId): string {
  const node = graph.nodes[id];
  if (node === undefined) throw new Error(`There is no node ${id}.`);
  return valueName(node);
}
