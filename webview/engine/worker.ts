import { createMessenger, createRecent, type Message, type OpenRequest } from "../../src/base/index.ts";
import type { Graph } from "../../src/ir/index.ts";
import type { Companion, RunOutcome, RunProgress } from "../../src/protocol/index.ts";
import { type Backend, chooseBackend, type KernelBytes, RuntimeFault } from "../../src/runtime/index.ts";
import { channelOfLastRun, type LastRun, mapsOfLastRun, runKey } from "./last-run.ts";
import type {
  ChannelRequest,
  ChannelValues,
  EngineHostSide,
  EngineSide,
  FeatureMaps,
  MapsRequest,
  ModelToRun,
  RunModels,
  WriteModel,
  WrittenModel,
} from "./messages.ts";
import type { OfRun } from "./of-run.ts";
import { runModels } from "./run-models.ts";
import { stepOfLastRun } from "./step-run.ts";
import { weightMapsOfLastRun, weightPlaneOfLastRun } from "./weight-planes.ts";
import { writeModel } from "./write-model.ts";

// The engine's worker. It does one thing at a time: requests wait for each other. A cancellation is noticed between the
// steps of a run.

interface WorkerScope {
  onmessage: ((event: MessageEvent<Message>) => void) | null;
  postMessage(message: Message, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const graphs = createRecent<Graph>(8);
let builds: KernelBytes = {};
let backend: Backend | null = null;
let lastRun: LastRun | null = null;
let newestMaps: MapsRequest | null = null;
let queue: Promise<unknown> = Promise.resolve();

const page = createMessenger<EngineSide, EngineHostSide>(
  {
    requests: {
      load: (kernels) => {
        builds = kernels;
        return null;
      },
      run: (request, call) => inTurn(() => run(request, call)),
      write: (request, call) => inTurn(() => write(request, call)),
      channel: (request, call) =>
        inTurn(async () => {
          const held = runOf(request);
          const result = held && (await channel(held, request));
          if (result !== null) call.transfer(result.values);
          return result;
        }),
      maps(request, call) {
        newestMaps = request;
        return inTurn(() => maps(request, call));
      },
      weightMaps: (request, call) =>
        inTurn(async () => {
          const held = runOf(request);
          const result = held && weightMapsOfLastRun(held, request);
          if (result !== null) call.transfer(result.pixels, result.ranges);
          return result;
        }),
      step: (request) =>
        inTurn(async () => {
          const held = runOf(request);
          return held && stepOfLastRun(held, request);
        }),
    },
    events: {},
  },
  (message, transfer) => scope.postMessage(message, [...transfer]),
);
scope.onmessage = ({ data }) => page.receive(data);

/** The last run, if it is the one that is asked about. */
function runOf({ version }: OfRun): LastRun | null {
  return lastRun?.version === version ? lastRun : null;
}

async function channel(run: LastRun, request: ChannelRequest): Promise<ChannelValues | null> {
  if (request.of === "output") return channelOfLastRun(run, request);
  return weightPlaneOfLastRun(run, request.node, request.channel);
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = queue.then(work);
  queue = done.catch(() => undefined);
  return done;
}

/** A fault that a person can understand and fix is an outcome; anything else is an error of ours. */
async function run(request: RunModels, call: OpenRequest<RunProgress>): Promise<RunOutcome> {
  const abort = new AbortController();
  const { signal } = abort;
  call.onCancel(() => abort.abort());
  const [only] = request.models;
  const isSame = request.models.length === 1 && only && lastRun?.key === runKey(only, request.seed);
  if (!isSame) {
    lastRun?.session.dispose();
    lastRun = null;
  }
  const readWeights = (file: Companion): Promise<ArrayBuffer> =>
    page.request("weights", file, {
      signal,
      onProgress: (done) => call.progress({ phase: "reading", done, total: file.bytes }),
    });
  try {
    backend ??= chooseBackend(builds);
    const found = await graphsOf(request.models);
    const models = request.models.flatMap((model, index) => {
      const graph = found[index];
      return graph === undefined ? [] : [{ ...model, graph }];
    });
    const surroundings = { backend, signal, onProgress: call.progress, before: lastRun, readWeights };
    const { results, last } = await runModels({ ...request, models }, surroundings);
    lastRun = last;
    return { kind: "done", results };
  } catch (error) {
    if (!(error instanceof RuntimeFault)) throw error;
    // What was being read when the run was cancelled could not be read, either.
    return error.code === "cancelled" || signal.aborted
      ? { kind: "cancelled" }
      : { kind: "refused", message: error.message };
  }
}

async function write(request: WriteModel, call: OpenRequest<never>): Promise<WrittenModel> {
  try {
    const [graph] = await graphsOf([request]);
    if (graph === undefined) throw new Error(`There is no graph of ${request.name}.`);
    const written = await writeModel(request, graph, (file) => page.request("weights", file));
    if (written.kind === "done") call.transfer(written.content);
    return written;
  } catch (error) {
    if (!(error instanceof RuntimeFault)) throw error;
    return { kind: "refused", message: error.message };
  }
}

/** Reuses the graphs that this worker has seen before, and asks the page for the others. */
async function graphsOf(models: readonly Pick<ModelToRun, "name" | "version">[]): Promise<readonly Graph[]> {
  const held = models.map(({ version }) => graphs.get(version));
  const versions = models.flatMap(({ version }, index) => (held[index] === undefined ? [version] : []));
  const fetched = versions.length === 0 ? [] : await page.request("graphs", { versions });
  const byVersion = new Map(versions.map((version, index) => [version, fetched[index]]));
  return models.map(({ name, version }, index) => {
    const graph = held[index] ?? byVersion.get(version);
    if (graph == null) throw new Error(`The page has no graph of ${name}.`);
    graphs.set(version, graph);
    return graph;
  });
}

/** An author who walks through the layers asks faster than a model runs: only the newest request is answered. */
async function maps(request: MapsRequest, call: OpenRequest<unknown>): Promise<FeatureMaps | null> {
  const held = request === newestMaps ? runOf(request) : null;
  const result = held && (await mapsOfLastRun(held, request));
  if (result !== null) call.transfer(result.pixels, result.ranges);
  return result;
}
