import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { createMessenger, type Message, type Messenger } from "../../src/base/index.ts";
import type { RunOutcome } from "../../src/protocol/index.ts";
import { createEngine } from "../../webview/engine/engine.ts";
import type { EngineHostSide, EngineSide } from "../../webview/engine/messages.ts";
import { createDocuments } from "../../webview/state/documents.ts";

/** A worker that answers each run in this way, and none once it is ended. */
function workerThat(run: () => Promise<RunOutcome>): Worker {
  const page = new EventTarget();
  let isEnded = false;
  const messenger: Messenger<EngineHostSide> = createMessenger<EngineSide, EngineHostSide>(
    {
      requests: {
        load: () => null,
        run,
        write: () => ({ kind: "refused", message: "" }),
        maps: () => null,
        channel: () => null,
        weightMaps: () => null,
        step: () => null,
      },
      events: {},
    },
    (data: Message) => {
      if (!isEnded) page.dispatchEvent(Object.assign(new Event("message"), { data }));
    },
  );
  return Object.assign(page, {
    postMessage: (message: Message) => messenger.receive(message),
    terminate: () => {
      isEnded = true;
    },
  }) as unknown as Worker;
}

const request = { models: [], seed: 0, runs: 1 } as const;
const done: RunOutcome = { kind: "done", results: [] };

describe("the page's engine", () => {
  it("goes on with a run on a fresh worker where the run before it had to be ended in a long step", async () => {
    const workers = [workerThat(() => new Promise(() => undefined)), workerThat(async () => done)];
    const engine = createEngine(
      async () => ({ worker: workers.shift() as Worker, kernels: {} }),
      createDocuments(async () => []),
      async () => new ArrayBuffer(0),
    );
    const first = new AbortController();
    const stuck = engine.run(request as never, first.signal, () => undefined);
    const next = engine.run(request as never, new AbortController().signal, () => undefined);
    first.abort();
    assert.deepEqual(await stuck, { kind: "cancelled" });
    assert.deepEqual(await next, done);
  });
});
