import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { createMessenger, Disconnected, type Handlers, type Message } from "../../src/base/index.ts";

interface Clock {
  readonly requests: {
    readonly add: { readonly params: readonly [number, number]; readonly result: number };
    readonly fail: { readonly params: null; readonly result: never };
    readonly count: { readonly params: number; readonly progress: number; readonly result: string };
  };
  readonly events: { readonly tick: { readonly at: number } };
}

interface Nobody {
  readonly requests: Readonly<Record<never, never>>;
  readonly events: Readonly<Record<never, never>>;
}

const nobody: Handlers<Nobody> = { requests: {}, events: {} };

/** Two messengers that speak with each other through structured clones, as over a real border. */
function pair(ticks: number[] = []) {
  const sent: Message[] = [];
  let finish = (): void => undefined;
  const clock: Handlers<Clock> = {
    requests: {
      add: ([left, right]) => left + right,
      fail: () => {
        throw new Error("no time");
      },
      count: (to, { progress, onCancel }) =>
        new Promise((resolve) => {
          for (let step = 1; step <= to; step++) progress(step);
          onCancel(() => resolve("cancelled"));
          finish = () => resolve("done");
        }),
    },
    events: { tick: ({ at }) => void ticks.push(at) },
  };
  const there = createMessenger<Clock, Nobody>(clock, (message) => here.receive(structuredClone(message)));
  const here = createMessenger<Nobody, Clock>(nobody, (message) => {
    sent.push(message);
    there.receive(structuredClone(message));
  });
  return { here, there, sent, finish: () => finish() };
}

describe("a messenger", () => {
  it("answers each request with its own result", async () => {
    const { here } = pair();
    assert.deepEqual(await Promise.all([here.request("add", [1, 2]), here.request("add", [3, 4])]), [3, 7]);
  });

  it("delivers events", () => {
    const ticks: number[] = [];
    pair(ticks).here.send("tick", { at: 5 });
    assert.deepEqual(ticks, [5]);
  });

  it("rejects where the other side fails", async () => {
    await assert.rejects(pair().here.request("fail", null), /no time/);
  });

  it("reports progress to the requester", async () => {
    const { here, finish } = pair();
    const steps: number[] = [];
    const counted = here.request("count", 3, { onProgress: (step) => void steps.push(step) });
    finish();
    assert.equal(await counted, "done");
    assert.deepEqual(steps, [1, 2, 3]);
  });

  it("cancels a request that is open, also one whose signal was aborted before", async () => {
    const { here } = pair();
    const abort = new AbortController();
    const open = here.request("count", 0, { signal: abort.signal });
    abort.abort();
    assert.equal(await open, "cancelled");
    assert.equal(await here.request("count", 0, { signal: abort.signal }), "cancelled");
  });

  it("sends no cancellation of a request that has its answer", async () => {
    const { here, sent, finish } = pair();
    const abort = new AbortController();
    const counted = here.request("count", 0, { signal: abort.signal });
    finish();
    await counted;
    abort.abort();
    assert.deepEqual(
      sent.map(({ kind }) => kind),
      ["request"],
    );
  });

  it("rejects what is open when the other side is gone, and drops answers to a side that is gone", async () => {
    const { here, there, finish } = pair();
    const counted = here.request("count", 0);
    there.disconnect(new Disconnected("closed"));
    finish();
    here.disconnect(new Disconnected("closed"));
    await assert.rejects(counted, Disconnected);
  });

  it("tells a handler that asks late that the other side is gone", async () => {
    let ask = (): void => undefined;
    let heard = false;
    const late: Handlers<Clock> = {
      requests: {
        add: () => 0,
        fail: () => assert.fail("not asked"),
        count: async (_, { onCancel }) => {
          await new Promise<void>((resolve) => {
            ask = resolve;
          });
          onCancel(() => {
            heard = true;
          });
          return "";
        },
      },
      events: { tick: () => undefined },
    };
    const there = createMessenger<Clock, Nobody>(late, () => undefined);
    const here = createMessenger<Nobody, Clock>(nobody, (message) => there.receive(message));
    here.request("count", 1).catch(() => undefined);
    there.disconnect(new Disconnected("gone"));
    ask();
    await new Promise((resolve) => setTimeout(resolve, 0));
    assert.equal(heard, true);
  });
});
