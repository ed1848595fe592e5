import { createMessenger, Disconnected, type Message, type Messenger } from "../../src/base/index.ts";
import type { Companion, RunOutcome, RunProgress } from "../../src/protocol/index.ts";
import type { Documents } from "../state/documents.ts";
import type { Reading } from "../state/read-in-parts.ts";
import type {
  ChannelRequest,
  ChannelValues,
  EngineHostSide,
  EngineSide,
  FeatureMaps,
  MapsRequest,
  RunModels,
  WriteModel,
  WrittenModel,
} from "./messages.ts";
import type { SteppedElement, StepRequest } from "./step-messages.ts";

/** The page's side of the engine: models run in a worker, and their tensors stay there. */
export interface Engine {
  /** Resolves as cancelled within 100 ms after the signal is aborted. Never rejects. */
  run(
    request: RunModels,
    signal: AbortSignal,
    onProgress: (progress: RunProgress) => void,
  ): Promise<RunOutcome>;
  /** Pictures of a node's output in the last finished run; null where the worker does not hold that run. */
  maps(request: MapsRequest): Promise<FeatureMaps | null>;
  /** How one element of an output came about in the last finished run; null where the worker does not hold that run. */
  step(request: StepRequest): Promise<SteppedElement | null>;
  /** A model as a file with its weights. */
  write(request: WriteModel): Promise<WrittenModel>;
  /** The values of one channel; null as for `maps`. */
  channel(request: ChannelRequest): Promise<ChannelValues | null>;
  /** Pictures of a node's weights; null as for `maps`, and where it has none. */
  weightMaps(request: MapsRequest): Promise<FeatureMaps | null>;
}

/** A worker that has not reacted to a cancellation after so many milliseconds is in a long step, and is ended. */
const patience = 60;

export interface StartedEngine {
  readonly worker: Worker;
  readonly kernels: Readonly<Record<string, ArrayBuffer>>;
}

interface Connection {
  readonly worker: Worker;
  readonly messenger: Messenger<EngineSide>;
}

/** Starts with the first run: a page that only draws loads neither the kernel nor the worker. */
export function createEngine(
  start: () => Promise<StartedEngine>,
  documents: Documents,
  readWeights: (file: Companion, reading: Reading) => Promise<ArrayBuffer>,
): Engine {
  let connection: Promise<Connection> | undefined;

  /** Ends the worker. Open requests reject with the reason, and the next run starts another worker. */
  function end(reason: Error): void {
    const ended = connection;
    connection = undefined;
    const close = ({ worker, messenger }: Connection): void => {
      worker.terminate();
      messenger.disconnect(reason);
    };
    ended?.then(close, () => undefined);
  }
  async function connect(): Promise<Connection> {
    const { worker, kernels } = await start();
    const messenger = createMessenger<EngineHostSide, EngineSide>(
      {
        requests: {
          graphs: ({ versions }) => graphsOf(documents, versions),
          async weights(file, call) {
            const abort = new AbortController();
            call.onCancel(() => abort.abort());
            const bytes = await readWeights(file, { onBytes: call.progress, signal: abort.signal });
            call.transfer(bytes);
            return bytes;
          },
        },
        events: {},
      },
      (message, transfer) => worker.postMessage(message, [...transfer]),
    );
    worker.addEventListener("message", ({ data }: MessageEvent<Message>) => messenger.receive(data));
    worker.addEventListener("error", ({ message }) => end(new Error(message)));
    void messenger.request("load", kernels).catch(() => undefined);
    return { worker, messenger };
  }
  /** If cancelling another run ends the worker, this run continues on a fresh one. */
  async function requestRun(
    ...[request, signal, onProgress]: Parameters<Engine["run"]>
  ): Promise<RunOutcome> {
    connection ??= connect();
    const { messenger } = await connection;
    try {
      return await messenger.request("run", request, { signal, onProgress });
    } catch (error) {
      if (!(error instanceof Disconnected) || signal.aborted) throw error;
      return requestRun(request, signal, onProgress);
    }
  }
  return {
    async run(request, signal, onProgress) {
      let open = true;
      signal.addEventListener("abort", () => {
        setTimeout(() => open && end(new Disconnected("The run was cancelled.")), patience);
      });
      try {
        return await requestRun(request, signal, onProgress);
      } catch (error) {
        return outcomeOf(error, end);
      } finally {
        open = false;
      }
    },
    async write(request) {
      connection ??= connect();
      const { messenger } = await connection;
      return messenger.request("write", request);
    },
    async channel(request) {
      const values = connection?.then(({ messenger }) => messenger.request("channel", request));
      return (await values?.catch(() => null)) ?? null;
    },
    async maps(request) {
      const maps = connection?.then(({ messenger }) => messenger.request("maps", request));
      return (await maps?.catch(() => null)) ?? null;
    },
    async weightMaps(request) {
      const maps = connection?.then(({ messenger }) => messenger.request("weightMaps", request));
      return (await maps?.catch(() => null)) ?? null;
    },
    async step(request) {
      const step = connection?.then(({ messenger }) => messenger.request("step", request));
      return (await step?.catch(() => null)) ?? null;
    },
  };
}

async function graphsOf(documents: Documents, versions: readonly string[]) {
  const found = await documents.find(versions);
  return found.map((document) => document?.graph ?? null);
}

/** Anything but the end of the worker is an error of ours, after which a fresh worker is safer. */
function outcomeOf(error: unknown, end: (reason: Error) => void): RunOutcome {
  if (error instanceof Disconnected) return { kind: "cancelled" };
  const message = error instanceof Error ? error.message : String(error);
  end(new Error(message));
  return { kind: "refused", message };
}
