import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Graph, Weights } from "../../src/ir/index.ts";
import { nn, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { parametersIn } from "../../src/passes/index.ts";
import { openSession, requirePlan } from "../../src/runtime/index.ts";
import { backends } from "../support/kernels.ts";
import { madeImage, madeWeight } from "../support/made-weights.ts";

describe("a RepVGG block", () => {
  const make = (deployed: boolean): Graph =>
    trace(
      new nn.Sequential(
        new nn.RepVGGBlock(3, 8, { stride: 2, deployed }),
        new nn.RepVGGBlock(8, 8, { deployed }),
        new nn.Conv2d(8, 2, 1),
      ),
      randn(1, 3, 9, 9),
    );

  it("computes the same once it is deployed", async () => {
    const graph = make(false);
    const trained = new Map(parametersIn(graph).map(({ name, shape }) => [name, madeWeight(name, shape)]));
    const deployed = nn.RepVGGBlock.deployedWeights(trained);
    assert.deepEqual(
      [...deployed.keys()].sort(),
      parametersIn(make(true))
        .map(({ name }) => name)
        .sort(),
    );
    const [expected, actual] = [await run(graph, trained), await run(make(true), deployed)];
    const largest = Math.max(...expected.map(Math.abs));
    for (const [index, number] of expected.entries())
      assert.ok(Math.abs(number - (actual[index] ?? Number.NaN)) < 1e-5 * largest);
  });

  it("says which weight is missing", () => {
    assert.throws(
      () => nn.RepVGGBlock.deployedWeights(new Map([["0.rbr_dense.conv.weight", new Float32Array(9)]])),
      /deployedWeights misses 0\.rbr_1x1\.conv\.weight\./,
    );
  });
});

async function run(graph: Graph, weights: Weights): Promise<readonly number[]> {
  const kernel = backends.at(-1) ?? assert.fail("no kernel");
  const session = openSession(requirePlan(graph), { kernel, weights });
  const { outputs } = await session.run([madeImage(3 * 9 * 9)]);
  session.dispose();
  return [...(outputs[0]?.data ?? [])];
}
