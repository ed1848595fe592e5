import * as ort from "onnxruntime-web/wasm";
import {
  chooseThreadedBackend,
  type KernelBytes,
  randnInput,
  type StartThread,
} from "../../src/runtime/index.ts";
import { browserWorld } from "./browser-world.ts";
import type { BenchModel, Engine, Measurement } from "./engine.ts";
import { type GrowthCase, type GrowthTime, measureGrowth } from "./measure-growth.ts";
import { onnxEngine } from "./onnx-engine.ts";
import { measureLimit, ourEngine } from "./our-engine.ts";
import { litertEngine } from "./peers/litert-engine.ts";
import { remoteEngine } from "./peers/remote-engine.ts";
import { tfjsInPage } from "./peers/tfjs-in-page.ts";
import { race } from "./race.ts";

export interface PageRace {
  readonly origin: string;
  readonly model: string;
  readonly kernelNames: readonly string[];
  readonly milliseconds: number;
  readonly threads: number;
  /** Names of the engines outside the page that run in turns with those in it. */
  readonly natives: readonly string[];
}

/** What a page does when the bench asks it to, or for several threads its worker; see browser-race.ts. */
export async function raceHere(asked: PageRace): Promise<PageResult> {
  const { origin, kernelNames, milliseconds, threads, natives } = asked;
  const name = asked.model;
  const kernels = await fetchKernels(kernelNames);
  const rest = (await (await fetch(`/model/${name}.json`)).json()) as Omit<BenchModel, "onnx" | "tflite">;
  const onnx = await fetchBytes(`/model/${name}.onnx`);
  const tflite = await fetchBytes(`/model/${name}.tflite`);
  const model = { ...rest, onnx, tflite };
  const input = randnInput(model.inputShape, 1);
  const engines = [
    ...ourEngines(kernels, threads),
    onnxEngine(ort, { folder: `${origin}/onnx/`, threads }),
    tfjsInPage(`${origin}/tfjs/`, threads),
    litertEngine(`${origin}/litert/`, threads),
    ...natives.map(remoteEngine),
  ];
  const measurements = await race(engines, model, input, milliseconds);
  return { limit: measureLimit(kernels), measurements };
}

export interface PageGrowth {
  readonly kernelNames: readonly string[];
  readonly milliseconds: number;
}

/** Measures the blocks that are served beside the page; see growth.ts. */
export async function growHere({ kernelNames, milliseconds }: PageGrowth): Promise<readonly GrowthTime[]> {
  const kernels = await fetchKernels(kernelNames);
  const cases = (await (await fetch("/growth.json")).json()) as readonly GrowthCase[];
  return measureGrowth(kernels, cases, milliseconds);
}

export interface PageResult {
  readonly limit: number;
  readonly measurements: readonly Measurement[];
}

async function fetchKernels(names: readonly string[]): Promise<KernelBytes> {
  const kernels: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const name of names) kernels[name] = await fetchBytes(`/kernel/${name}.wasm`);
  return kernels as KernelBytes;
}

async function fetchBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

function ourEngines(kernels: KernelBytes, threads: number): readonly Engine[] {
  if (threads === 1) return [ourEngine(kernels)];
  const kernel = chooseThreadedBackend(kernels);
  if (kernel === null) throw new Error("This browser takes no build for shared memory.");
  const startThread: StartThread = (task) => new browserWorld.Worker("/thread.js").postMessage(task);
  return [
    ourEngine(kernels, {
      name: `CNN Blocks on ${threads}`,
      threads,
      threading: { kernel, startThread },
    }),
    ourEngine(kernels, { name: "CNN Blocks on 1" }),
  ];
}
