import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { load, nn, randn, type Tensor, trace } from "../../src/library/index.ts";
import { parametersIn, summarize } from "../../src/passes/index.ts";
import { requirePlan } from "../../src/runtime/index.ts";
import { assertOracleAgrees } from "../support/oracle.ts";

const { parametrizations, spectralNorm, weightNorm } = nn.utils;

/** What is kept, as PyTorch 1.13's `state_dict` lists it. */
const kept: readonly (readonly [layer: nn.Module, names: readonly string[]])[] = [
  [weightNorm(new nn.Conv2d(3, 8, 3)), ["bias 8", "weight_g 8×1×1×1", "weight_v 8×3×3×3"]],
  [weightNorm(new nn.Conv2d(8, 8, 3, { bias: false }), { dim: null }), ["weight_g ", "weight_v 8×8×3×3"]],
  [weightNorm(new nn.Linear(3, 2), { dim: 1 }), ["bias 2", "weight_g 1×3", "weight_v 2×3"]],
  [weightNorm(new nn.Conv1d(3, 8, 5)), ["bias 8", "weight_g 8×1×1", "weight_v 8×3×5"]],
  [
    spectralNorm(new nn.ConvTranspose2d(8, 4, 4)),
    ["bias 4", "weight_orig 8×4×4×4", "weight_u 4", "weight_v 128"],
  ],
  [
    parametrizations.spectralNorm(new nn.Linear(5, 3)),
    [
      "bias 3",
      "parametrizations.weight.original 3×5",
      "parametrizations.weight.0._u 3",
      "parametrizations.weight.0._v 5",
    ],
  ],
  [
    parametrizations.weightNorm(new nn.Linear(5, 3)),
    ["bias 3", "parametrizations.weight.original0 3×1", "parametrizations.weight.original1 3×5"],
  ],
];

class Net extends nn.Module {
  body = new nn.Sequential(
    weightNorm(new nn.Conv2d(3, 8, 3, { padding: 1 })),
    new nn.ReLU(),
    weightNorm(new nn.Conv2d(8, 16, 3, { padding: 1, paddingMode: "reflect", groups: 2 }), { dim: null }),
    spectralNorm(new nn.ConvTranspose2d(16, 4, 4, { stride: 2, padding: 1 })),
  );
  fc = weightNorm(new nn.Linear(4, 2));
  forward(x: Tensor): Tensor {
    return this.fc(this.body(x).mean([2, 3]));
  }
}

/** What a layer makes of two ones, by weights of these names. */
async function ofOnes(
  layer: nn.Linear,
  weights: Readonly<Record<string, readonly number[]>>,
): Promise<number[]> {
  const graph = trace(layer, randn(1, 2));
  const named = Object.entries(weights).map(([name, numbers]) => [name, Float32Array.from(numbers)] as const);
  const model = await load(graph, { weights: new Map(named) });
  const { outputs } = await model.run([new Float32Array([1, 1])]);
  model.dispose();
  return [...(outputs[0]?.data ?? [])];
}

describe("a normalised weight", () => {
  for (const [layer, names] of kept) {
    it(`is kept as ${names.join(", ")}`, () => {
      const found = Object.entries(layer.stateDict());
      assert.deepEqual(
        found.map(([name, { shape }]) => `${name} ${shape.join("×")}`),
        names,
      );
    });
  }

  it("is a length times a direction", async () => {
    const layer = weightNorm(new nn.Linear(2, 2, { bias: false }));
    assert.deepEqual(await ofOnes(layer, { weight_v: [3, 4, 0, 2], weight_g: [10, 1] }), [14, 1]);
  });

  it("is divided by its largest singular value", async () => {
    const layer = spectralNorm(new nn.Linear(2, 2, { bias: false }));
    const weights = { weight_orig: [2, 0, 0, 1], weight_u: [1, 0], weight_v: [1, 0] };
    assert.deepEqual(await ofOnes(layer, weights), [1, 0.5]);
  });

  it("runs and is exported as ONNX Runtime has it, and is counted", async () => {
    const graph = trace(new Net(), randn(1, 3, 6, 6));
    await assertOracleAgrees(graph, [{ tolerance: 1e-3 }]);
    const { total, unused } = summarize(graph);
    assert.deepEqual([total.parameters, total.buffers, unused.length], [1865, 260, 0]);
    assert.equal(parametersIn(graph).length, 13);
  });

  it("of a convolution is worked out once, when weights are packed", () => {
    const { steps } = requirePlan(trace(weightNorm(new nn.Conv2d(8, 8, 3)), randn(1, 8, 9, 9)));
    assert.equal(steps.length, 1);
  });

  it("is refused where there is none, and a second time", () => {
    assert.throws(
      () => weightNorm(new nn.ReLU()),
      /weightNorm takes a convolution, plain or transposed, or a linear layer/,
    );
    const layer = spectralNorm(new nn.Linear(2, 2));
    assert.throws(() => weightNorm(layer), /normalised already/);
    assert.throws(() => weightNorm(new nn.Linear(2, 2), { dim: 2 }).stateDict(), /has 2 axes, and none is 2/);
  });
});
