import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Graph } from "../../src/ir/index.ts";
import { compilePlan, openSession, requirePlan } from "../../src/runtime/index.ts";
import { assertAgree } from "../support/agree.ts";
import { backends } from "../support/kernels.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";
import { runByReference } from "../support/reference-run.ts";
import { assertKernelsAgree } from "../support/session-run.ts";
import { add, conv, relu } from "../support/small-nets.ts";
import { testValues, testWeights } from "../support/test-values.ts";

/** A stem alone. */
function stem(C: number, size: number, out: number, k: number, stride = 2): Graph {
  const x = given([1, C, size, size]);
  return graphOf([x], [conv(x, out, "stem", { k, stride })]);
}

describe("the first convolution of a net, by Winograd's algorithm on phases", () => {
  const choices = [
    ["ResNet's and GoogLeNet's", stem(3, 224, 64, 7), "winograd 7×7 stride 2 on planar"],
    ["a grey image's", stem(1, 64, 32, 7), "winograd 7×7 stride 2 on planar"],
    ["5 × 5", stem(3, 64, 32, 5), "winograd 5×5 stride 2 on planar"],
    ["MobileNet's: too few taps", stem(3, 64, 32, 3), "convolution 3×3 on planar"],
    ["of another stride", stem(3, 64, 32, 7, 1), "convolution 7×7 on planar"],
    ["a kernel beyond four taps a phase", stem(3, 64, 32, 9), "convolution 9×9 on planar"],
    ["one output, where a tile has sixteen", stem(3, 2, 32, 7), "convolution 7×7 on planar"],
  ] as const;
  for (const [name, graph, expected] of choices) {
    it(`is taken where it pays: ${name}`, () => {
      assert.equal(algorithmOf(graph), expected);
    });
  }

  it("is left out where memory is short", () => {
    const plan = compilePlan(stem(3, 64, 64, 7), { memory: "low" }).value;
    assert.equal(plan?.steps[0]?.algorithm, "convolution 7×7 on planar");
  });

  for (const fn of ["relu", "relu6", "silu", "hardswish"]) {
    it(`adds a residual and applies ${fn}, for tiles that end inside and outside the map`, async () => {
      for (const W of [31, 34]) {
        const [x, y] = [given([2, 3, 29, W], 0), given([2, 3, 29, W], 1)];
        const sum = add(conv(x, 20, "a", { k: 7, stride: 2, bias: true }), conv(y, 20, "b", { stride: 2 }));
        await assertKernelsAgree(graphOf([x, y], [fn === "relu" ? relu(sum) : apply(fn, {}, [sum])]), 1e-5);
      }
    });
  }

  it("keeps a NaN and an infinity to the outputs whose windows hold them", async () => {
    const graph = stem(3, 40, 16, 7);
    const image = Float32Array.from({ length: 3 * 40 * 40 }, (_, i) => Math.sin(i));
    image[41 * 13] = Number.NaN;
    image[40 * 40 + 41 * 30] = Number.POSITIVE_INFINITY;
    const expected = runByReference(graph, [image], testValues, 3).get(graph.outputs[0] ?? 0);
    for (const kernel of backends) {
      const session = openSession(requirePlan(graph), { kernel, weights: testWeights(graph), seed: 3 });
      const { outputs } = await session.run([image]);
      assertAgree(
        outputs[0]?.data ?? new Float32Array(),
        expected?.data ?? new Float32Array(),
        1e-5,
        kernel.name,
      );
      session.dispose();
    }
  });
});

function algorithmOf(graph: Graph): string | undefined {
  return compilePlan(graph).value?.steps[0]?.algorithm;
}
