import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Graph } from "../../src/ir/index.ts";
import type { RunProgress } from "../../src/protocol/index.ts";
import { openSession, requirePlan } from "../../src/runtime/index.ts";
import type { LastRun } from "../../webview/engine/last-run.ts";
import { type RunSurroundings, runModels } from "../../webview/engine/run-models.ts";
import { backends } from "../support/kernels.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";
import { conv } from "../support/small-nets.ts";

const [backend = assert.fail("This Node takes no build of the kernel.")] = backends;

/** A convolution by Winograd's algorithm of an image whose last column is NaN: zero divided by zero. */
function convolvedNaN(): Graph {
  const image = given([1, 16, 64, 63]);
  const zeros = apply("input", { shape: [1, 16, 64, 1], fill: "constant", value: 0, stream: 0 }, []);
  const column = apply("div", {}, [zeros, zeros]);
  return graphOf([image], [conv(apply("cat", { dim: 3 }, [image, column]), 16, "conv")]);
}

describe("the preview's engine", () => {
  it("keeps NaN where the definition of a convolution puts it, as the library does", async () => {
    const graph = convolvedNaN();
    const plan = requirePlan(graph);
    assert.ok(plan.steps.some(({ algorithm }) => algorithm.includes("winograd")));
    const { outputs } = await openSession(plan, { kernel: backend, seed: 3 }).run();
    const expected = outputs[0]?.data.filter((value) => !Number.isFinite(value)).length;
    assert.equal(expected, 2048);
    const { results } = await runModels(requestOf(graph, 3), surroundings());
    assert.equal(results[0]?.outputs[0]?.notFinite, expected);
    // The quotient of zeros comes before the convolution.
    const first = results[0]?.firstNotFinite ?? assert.fail("No node is named.");
    assert.equal(graph.nodes[first]?.op, "div");
  });

  it("says how far the weights are, then how far the steps", async () => {
    const told: RunProgress[] = [];
    await runModels(
      requestOf(convolvedNaN(), 3),
      surroundings(null, (progress) => told.push(progress)),
    );
    const phases = told.map(({ phase }) => phase);
    assert.deepEqual([...new Set(phases)], ["making", "steps"]);
    for (const phase of ["making", "steps"]) {
      const last = told.findLast((one) => one.phase === phase);
      assert.ok(last && last.total > 0 && last.done === last.total, phase);
    }
  });

  it("makes the weights of the same model once, and anew for another seed", async () => {
    const graph = convolvedNaN();
    const { last } = await runModels(requestOf(graph, 3), surroundings());
    const told: RunProgress[] = [];
    const before = surroundings(last, (progress) => told.push(progress));
    const again = await runModels(requestOf(graph, 3), before);
    assert.equal(again.last?.session, last?.session);
    assert.deepEqual([...new Set(told.map(({ phase }) => phase))], ["steps"]);
    const other = await runModels(requestOf(graph, 4), before);
    assert.notEqual(other.last?.session, last?.session);
  });
});

function requestOf(graph: Graph, seed: number) {
  return { models: [{ name: graph.name, version: "1", graph, inputs: [], weights: null }], seed, runs: 1 };
}

function surroundings(before: LastRun | null = null, onProgress = (_: RunProgress) => {}): RunSurroundings {
  return { backend, signal: { aborted: false }, onProgress, before, readWeights: noWeights };
}

function noWeights(): Promise<ArrayBuffer> {
  return Promise.reject(new Error("No weights file was given."));
}
