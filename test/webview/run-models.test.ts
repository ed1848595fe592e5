import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Graph } from "../../src/ir/index.ts";
import { openSession, requirePlan } from "../../src/runtime/index.ts";
import { runModels } from "../../webview/engine/run-models.ts";
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
    const request = { models: [{ name: graph.name, graph }], seed: 3, runs: 1 };
    const { results } = await runModels(request, backend, { aborted: false }, () => {});
    assert.equal(results[0]?.outputs[0]?.notFinite, expected);
  });
});
