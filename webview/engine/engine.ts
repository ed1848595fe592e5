import type { RunOutcome } from "../../src/protocol/index.ts";
import type { EngineAnswer, EngineRequest, FeatureMaps, MapsRequest, RunRequest } from "./messages.ts";

/** The page's side of the engine: models run in a worker, and their tensors stay there. */
export interface Engine {
  run(request: RunRequest, onProgress: (done: number, total: number) => void): Promise<RunOutcome>;
  /** Ends a run within one step; its promise resolves as cancelled. */
  cancel(id: string): void;
  /** Pictures of a node's output in the last finished run; null where that run does not hold it. */
  maps(request: MapsRequest): Promise<FeatureMaps | null>;
}

/** A worker that has not heard a cancel by then, in milliseconds, is deep in something long, and is ended. */
const patience = 1000;

interface Waiting {
  readonly finish: (outcome: RunOutcome) => void;
  readonly progress: (done: number, total: number) => void;
}

/** Starts at the first run: a page that only draws fetches neither kernel nor worker. */
export function createEngine(start: () => Promise<StartedEngine>): Engine {
  const runs = new Map<string, Waiting>();
  const pictures = new Map<number, (maps: FeatureMaps | null) => void>();
  let worker: Promise<Worker> | undefined;
  let count = 0;

  function receive(answer: EngineAnswer): void {
    if (answer.kind === "progress") runs.get(answer.id)?.progress(answer.done, answer.total);
    if (answer.kind === "failed") abandon(refused(answer.message));
    if (answer.kind === "outcome") {
      runs.get(answer.id)?.finish(answer.outcome);
      runs.delete(answer.id);
    }
    if (answer.kind === "maps") {
      pictures.get(answer.id)?.(answer.maps);
      pictures.delete(answer.id);
    }
  }
  /** The worker is given up: everybody who waits is told, and the next run starts another one. */
  function abandon(outcome: RunOutcome): void {
    void worker?.then((lost) => lost.terminate());
    worker = undefined;
    for (const { finish } of runs.values()) finish(outcome);
    for (const resolve of pictures.values()) resolve(null);
    runs.clear();
    pictures.clear();
  }
  async function started(): Promise<Worker> {
    const { worker: fresh, kernels } = await start();
    fresh.addEventListener("message", ({ data }: MessageEvent<EngineAnswer>) => receive(data));
    fresh.addEventListener("error", ({ message }) => abandon(refused(message)));
    post(fresh, { kind: "load", kernels });
    return fresh;
  }
  function ask(request: EngineRequest): void {
    worker ??= started();
    worker.then((ready) => post(ready, request)).catch((error: unknown) => abandon(refused(String(error))));
  }
  return {
    run: (request, progress) =>
      new Promise((finish) => {
        runs.set(request.id, { finish, progress });
        ask({ kind: "run", ...request });
      }),
    cancel: (id) => {
      if (!runs.has(id)) return;
      ask({ kind: "cancel", id });
      setTimeout(() => runs.has(id) && abandon({ kind: "cancelled" }), patience);
    },
    maps: (request) =>
      new Promise((resolve) => {
        if (worker === undefined) return resolve(null);
        count += 1;
        pictures.set(count, resolve);
        ask({ kind: "maps", id: count, ...request });
      }),
  };
}

export interface StartedEngine {
  readonly worker: Worker;
  readonly kernels: Readonly<Record<string, ArrayBuffer>>;
}

function refused(message: string): RunOutcome {
  return { kind: "refused", message };
}

function post(worker: Worker, request: EngineRequest): void {
  worker.postMessage(request);
}
