import { assertNever } from "../../src/base/index.ts";
import type { RunOutcome } from "../../src/protocol/index.ts";
import { type Backend, chooseBackend, type KernelBytes, RuntimeFault } from "../../src/runtime/index.ts";
import { type LastRun, mapsOfLastRun } from "./last-run.ts";
import type { EngineAnswer, EngineRequest, RunRequest } from "./messages.ts";
import { runModels } from "./run-models.ts";

// The engine's worker. One thing at a time: requests wait for each other, except `cancel`, which is heard
// between the steps of a run.

interface WorkerScope {
  onmessage: ((event: MessageEvent<EngineRequest>) => void) | null;
  postMessage(answer: EngineAnswer, transfer?: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const cancelled = new Map<string, { aborted: boolean }>();
let builds: KernelBytes = {};
let backend: Backend | null = null;
let lastRun: LastRun | null = null;
let newestMaps = 0;
let queue: Promise<void> = Promise.resolve();

scope.onmessage = ({ data }) => {
  if (data.kind === "cancel") {
    const signal = cancelled.get(data.id);
    if (signal !== undefined) signal.aborted = true;
    return;
  }
  if (data.kind === "maps") newestMaps = data.id;
  if (data.kind === "run") cancelled.set(data.id, { aborted: false });
  queue = queue
    .then(() => answer(data))
    .catch((error: unknown) => {
      scope.postMessage({ kind: "failed", message: String(error) });
    });
};

async function answer(request: Exclude<EngineRequest, { kind: "cancel" }>): Promise<void> {
  switch (request.kind) {
    case "load":
      builds = request.kernels;
      return;
    case "run":
      return scope.postMessage({ kind: "outcome", id: request.id, outcome: await run(request) });
    case "maps": {
      // Who walks through the layers asks faster than one can run: only the last question is worth a run.
      const outdated = request.id !== newestMaps;
      const maps = lastRun === null || outdated ? null : await mapsOfLastRun(lastRun, request);
      const transfer = maps === null ? [] : [maps.pixels, maps.ranges];
      return scope.postMessage({ kind: "maps", id: request.id, maps }, transfer);
    }
    default:
      return assertNever(request, "request");
  }
}

/** What a person can understand and mend is an answer; anything else is a fault of ours and goes up. */
async function run(request: RunRequest): Promise<RunOutcome> {
  const signal = cancelled.get(request.id) ?? { aborted: false };
  lastRun?.session.dispose();
  lastRun = null;
  try {
    backend ??= chooseBackend(builds);
    const { results, last } = await runModels(request, backend, signal, (done, total) => {
      scope.postMessage({ kind: "progress", id: request.id, done, total });
    });
    lastRun = last;
    return { kind: "done", results };
  } catch (error) {
    if (!(error instanceof RuntimeFault)) throw error;
    return error.code === "cancelled" ? { kind: "cancelled" } : { kind: "refused", message: error.message };
  } finally {
    cancelled.delete(request.id);
  }
}
