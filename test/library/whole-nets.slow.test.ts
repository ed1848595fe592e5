import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { F, load, models, randn, trace } from "../../src/library/index.ts";

describe("ResNet-18", () => {
  it("runs by await y.data()", async () => {
    const scores = F.softmax(new models.ResNet18()(randn(1, 3, 224, 224)), 1);
    const probabilities = await scores.data();
    assert.equal(probabilities.length, 1000);
    assert.ok(Math.abs(probabilities.reduce((a, b) => a + b, 0) - 1) < 1e-5);
    assert.ok(probabilities.every((value) => value > 0));
  });

  it("gives the same numbers in low memory, within single precision", async () => {
    const graph = trace(new models.ResNet18(10), randn(1, 3, 32, 32));
    const [normal, low] = [await load(graph), await load(graph, { memory: "low" })];
    const [a = [], b = []] = [await normal.run(), await low.run()].map(({ outputs }) => [
      ...(outputs[0]?.data ?? []),
    ]);
    assert.ok(a.length === 10 && a.every((value, index) => Math.abs(value - (b[index] ?? 0)) < 1e-5));
  });
});
