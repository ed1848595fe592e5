import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import { load, manualSeed, mean, nn, ones, randn, trace, zeros } from "../../src/library/index.ts";
import { parameterValues } from "../../src/runtime/weights/parameters.ts";
import { runByReference } from "../support/reference-run.ts";

describe("await y.data()", () => {
  beforeEach(() => manualSeed(0));

  it("computes without any model", async () => {
    assert.deepEqual([...(await ones(2, 2).add(zeros(2, 2)).mul(3).sub(1).data())], [2, 2, 2, 2]);
    assert.deepEqual([...(await mean(ones(2, 3)).data())], [1]);
  });

  it("draws from a normal distribution, the same for the same seed", async () => {
    const first = await randn(100, 100).data();
    const sum = (numbers: Float32Array): number => numbers.reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum(first) / 10_000) < 0.03);
    assert.ok(Math.abs(sum(first.map((value) => value * value)) / 10_000 - 1) < 0.05);
    manualSeed(0);
    assert.deepEqual(await randn(100, 100).data(), first);
    manualSeed(1);
    assert.notDeepEqual(await randn(100, 100).data(), first);
  });

  it("agrees with the ops' references on the three blocks", async () => {
    const blocks = [
      new nn.ResidualBlock(8, 16, 2),
      new nn.InceptionModule(8, 4, 4, 8, 2, 4, 4),
      new nn.DepthwiseSeparableConv(8, 12),
    ];
    for (const block of blocks) {
      const x = randn(1, 8, 9, 9);
      const y = block(x);
      const graph = trace(block, x);
      const values = runByReference(graph, [], (parameter) => parameterValues(parameter, new Map(), 0));
      const expected = values.get(graph.outputs[0] ?? -1)?.data ?? [];
      const data = await y.data();
      assert.equal(data.length, expected.length);
      data.forEach((value, i) => {
        assert.ok(Math.abs(value - (expected[i] ?? Number.NaN)) < 1e-5);
      });
    }
  });

  it("gives a model the same weights alone and behind another model", async () => {
    const [first, second] = [new nn.PlainBlock(8, 8), new nn.PlainBlock(8, 8)];
    const x = randn(1, 8, 6, 6);
    const middle = first(x);
    const end = second(middle);
    // Every output is at hand alone and as a part of the sum of both.
    const both = await middle.add(end).data();
    const [a, b] = [await middle.data(), await end.data()];
    assert.ok(a.some((value) => value !== 0) && b.some((value) => value !== 0));
    both.forEach((value, i) => {
      assert.ok(Math.abs(value - ((a[i] ?? 0) + (b[i] ?? 0))) < 1e-6);
    });
  });

  it("a fresh batch norm leaves its input alone", async () => {
    const x = randn(1, 4, 5, 5);
    const [before, after] = [await x.data(), await new nn.BatchNorm2d(4, { eps: 0 })(x).data()];
    after.forEach((value, i) => {
      assert.ok(Math.abs(value - (before[i] ?? Number.NaN)) < 1e-6);
    });
  });

  it("says that a size is only named", async () => {
    await assert.rejects(randn("N", 3).data(), { code: "unknown-shape" });
  });
});

describe("load", () => {
  it("runs a graph on inputs and weights of the caller", async () => {
    const session = await load(trace(new nn.Linear(2, 1), randn(1, 2)), {
      weights: new Map([
        ["weight", new Float32Array([10, 1])],
        ["bias", new Float32Array([0.5])],
      ]),
    });
    const { outputs } = await session.run([new Float32Array([3, 4])]);
    assert.deepEqual([...(outputs[0]?.data ?? [])], [34.5]);
    session.dispose();
  });

  it("gives a model the numbers that data() gives it", async () => {
    manualSeed(0);
    const model = new nn.InceptionModule(8, 4, 4, 8, 2, 4, 4);
    const x = randn(1, 8, 7, 7);
    const y = model(x);
    const session = await load(trace(model, x));
    const { outputs } = await session.run();
    assert.deepEqual(outputs[0]?.data, await y.data());
    session.dispose();
  });
});
