import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { describe, it } from "mocha";
import { models, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { yieldToHost } from "../../src/runtime/host.ts";
import { compilePlan, openSession, requirePlan } from "../../src/runtime/index.ts";
import { newKernels } from "../../src/runtime/make-call.ts";
import { formTeam } from "../../src/runtime/session/threads.ts";
import { kernelBytes, running, startThread, threadedBackend } from "../support/kernels.ts";
import { given, graphOf } from "../support/op-graph.ts";
import { conv, relu } from "../support/small-nets.ts";
import { bitsOf, openOn } from "../support/thread-runs.ts";

const lenet = trace(new models.LeNet5(), randn(2, 1, 32, 32));

describe("threads", () => {
  it("end when their session is disposed, before they have started too", async () => {
    for (let i = 0; i < 3; i++) openOn(lenet, 2).dispose();
    const used = openOn(lenet, 3);
    await used.run();
    used.dispose();
    for (let i = 0; i < 400 && running.threads > 0; i++) await wait(50);
    assert.equal(running.threads, 0);
  });

  it("let a run end as disposed when its session is closed meanwhile", async () => {
    const session = openOn(lenet, 2);
    const closing = session.run([], { onStep: () => session.dispose() });
    await assert.rejects(closing, { name: "RuntimeFault", code: "disposed" });
  });

  it("take a share each of a call, once they are ready", async () => {
    const graph = trace(new models.ResNet18(10), randn(1, 3, 64, 64));
    const plan = compilePlan(graph, { threads: 2 }).value;
    assert.ok(plan);
    const pages = Math.ceil(plan.memory.bytes / 65_536);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    const { kernel } = threadedBackend();
    const calls = plan.steps.flatMap((step) => step.calls);
    const number = calls.findIndex(({ split }) => split !== null);
    const team = formTeam(startThread, { kernel, memory, calls, threads: 2 });
    let own = 0;
    // A slow kernel, so that the other thread, if it is ready, takes the second share first.
    const slowly = Object.fromEntries(
      Object.entries(newKernels(kernel, memory)).map(([name, callee]) => [
        name,
        (...args: number[]) => {
          own++;
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
          return callee(...args);
        },
      ]),
    );
    for (let i = 0; i < 100 && own !== 1; i++) {
      own = 0;
      team.make(slowly, number);
      await yieldToHost();
    }
    team.stop();
    assert.equal(own, 1);
  });

  it("are not waited for where the host never starts them", async () => {
    const threading = { kernel: threadedBackend(), startThread: () => undefined };
    const plan = requirePlan(lenet, { threads: 3 });
    const session = openSession(plan, { kernel: kernelBytes, seed: 5, threading });
    assert.deepEqual(bitsOf(await session.run()), bitsOf(await openOn(lenet, 1).run()));
  });

  it("are left out where the host names no way to start them", async () => {
    const x = given([1, 8, 4, 4]);
    const before = running.threads;
    const plan = requirePlan(graphOf([x], [relu(conv(x, 8, "c"))]), { threads: 2 });
    const session = openSession(plan, { kernel: kernelBytes });
    assert.match(session.backend, /, 1 thread$/);
    assert.equal(running.threads, before);
  });
});
