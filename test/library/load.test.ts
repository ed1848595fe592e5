import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { load, models, RuntimeFault, randn, trace } from "../../src/library/index.ts";

const graph = trace(new models.LeNet5(), randn(1, 1, 32, 32));

describe("a loaded model", () => {
  it("takes its only input as it is, or in a list", async () => {
    const model = await load(graph);
    const image = new Float32Array(32 * 32).fill(0.5);
    const { outputs, steps } = await model.run(image);
    assert.deepEqual((await model.run([image])).outputs, outputs);
    assert.notDeepEqual((await model.run()).outputs, outputs);
    assert.ok(steps.length > 0 && model.memoryBytes > 0);
    model.dispose();
  });

  it("reports every step, stops at a signal and runs again", async () => {
    const model = await load(graph);
    const stop = new AbortController();
    const told: number[] = [];
    const onStep = ({ done }: { readonly done: number }): void => {
      told.push(done);
      if (done === 2) stop.abort();
    };
    await assert.rejects(
      model.run([], { onStep, signal: stop.signal }),
      (fault) => fault instanceof RuntimeFault && fault.code === "cancelled",
    );
    assert.deepEqual(told, [1, 2]);
    assert.equal((await model.run()).outputs.length, 1);
    model.dispose();
    await assert.rejects(model.run(), { name: "RuntimeFault", code: "disposed" });
  });

  it("is profiled by steps", async () => {
    const model = await load(graph);
    const { runs, steps, milliseconds, warmUpMilliseconds } = await model.profile();
    assert.ok(runs >= 5 && milliseconds > 0 && warmUpMilliseconds > 0);
    assert.equal(steps.length, (await model.run()).steps.length);
    model.dispose();
  });

  it("is refused with a code where weights or inputs have other sizes", async () => {
    const weights = new Map([["conv1.weight", new Float32Array(3)]]);
    await assert.rejects(load(graph, { weights }), { code: "wrong-weights" });
    const model = await load(graph);
    await assert.rejects(model.run(new Float32Array(5)), { code: "wrong-input" });
    model.dispose();
  });
});
