import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { load, models, randn, trace } from "../../src/library/index.ts";

describe("a script's threads", () => {
  it("give the numbers that one thread gives, and are reported", async () => {
    const graph = trace(new models.LeNet5(), randn(1, 1, 32, 32));
    const [alone, shared] = [await load(graph), await load(graph, { threads: 2 })];
    assert.match(alone.backend, /, 1 thread$/);
    assert.match(shared.backend, /, 2 threads$/);
    assert.deepEqual((await shared.run()).outputs, (await alone.run()).outputs);
    shared.dispose();
    alone.dispose();
  });
});
