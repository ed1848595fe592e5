import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { openSession, requirePlan, type Session } from "../../src/runtime/index.ts";
import { backends } from "../support/kernels.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";

const [backend = assert.fail("This Node takes no build of the kernel.")] = backends;

describe("the memory of sessions", () => {
  it("stays flat when hundreds are opened and closed", async () => {
    const openAndClose = muchMemory(128);
    for (let i = 0; i < 20; i++) await openAndClose();
    await assertMostIsFree(async () => {
      let taken = 0;
      for (let i = 0; i < 200; i++) taken += (await openAndClose()).memoryBytes;
      return taken;
    });
  }).timeout(60_000);

  it("goes back when a session is closed, though it is held", async () => {
    const openAndClose = muchMemory(2048);
    const held: Session[] = [];
    await assertMostIsFree(async () => {
      let taken = 0;
      for (let i = 0; i < 25; i++) {
        const session = await openAndClose();
        held.push(session);
        taken += session.memoryBytes;
      }
      return taken;
    });
  }).timeout(60_000);
});

/** Opens, runs and closes sessions of a layer that takes 4 KiB for each of its outputs, and little work. */
function muchMemory(outputs: number): () => Promise<Session> {
  const input = given([1, 1024]);
  const attrs = { inFeatures: 1024, outFeatures: outputs, bias: false };
  const plan = requirePlan(graphOf([input], [apply("linear", attrs, [input], "layer")]));
  const weights = new Map([["layer.weight", new Float32Array(1024 * outputs).fill(0.01)]]);
  return async () => {
    const session = openSession(plan, { kernel: backend, weights });
    await session.run();
    session.dispose();
    return session;
  };
}

/**
 * Less than half of what the sessions took in all may still be with the process. Garbage of other tests may hide that once; what
 * sessions keep is kept each time.
 */
async function assertMostIsFree(useSessions: () => Promise<number>): Promise<void> {
  const said: string[] = [];
  for (let round = 0; round < 4; round++) {
    const before = process.memoryUsage().rss;
    const taken = await useSessions();
    const grown = process.memoryUsage().rss - before;
    if (grown < taken / 2) return;
    said.push(`${Math.round(grown / 1e6)} MB of ${Math.round(taken / 1e6)} MB are kept`);
  }
  assert.fail(said.join(", "));
}
