import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { Graph } from "../../src/ir/index.ts";
import { openSession, type RunResult, requirePlan, type Session } from "../../src/runtime/index.ts";
import { kernelBytes, running, startThread, threadedBackend } from "./kernels.ts";

/** Opens a session with the same weights for any number of threads. */
export function openOn(graph: Graph, threads: number): Session {
  const threading = { kernel: threadedBackend(), startThread };
  return openSession(requirePlan(graph, { threads }), { kernel: kernelBytes, seed: 5, threading });
}

/** The outputs as bits, so that NaN and negative zero count as well. */
export function bitsOf({ outputs }: RunResult): readonly Uint32Array[] {
  return outputs.map(({ data }) => new Uint32Array(data.slice().buffer));
}

/** Holds runs on two and three threads, while they start and after, against a run on one. */
export async function assertSameBits(graph: Graph): Promise<void> {
  const expected = bitsOf(await openOn(graph, 1).run());
  for (const threads of [2, 3]) {
    const others = running.started + threads - 1;
    const session = openOn(graph, threads);
    assert.match(session.backend, new RegExp(`, ${threads} threads$`));
    assert.deepEqual(bitsOf(await session.run()), expected, "while they start");
    while (running.started < others) await wait(1);
    for (let i = 0; i < 3; i++) {
      await wait(2);
      assert.deepEqual(bitsOf(await session.run()), expected, "with all of them");
    }
    session.dispose();
  }
}
