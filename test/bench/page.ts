import * as ort from "onnxruntime-web/wasm";
import { type KernelBytes, randnInput } from "../../src/runtime/index.ts";
import type { BenchModel, Measurement } from "./engine.ts";
import { onnxEngine } from "./onnx-engine.ts";
import { measureLimit, ourEngine } from "./our-engine.ts";
import { litertEngine } from "./peers/litert-engine.ts";
import { tfjsInPage } from "./peers/tfjs-in-page.ts";
import { race } from "./race.ts";

/** What the page of the bench does when the bench asks it to; see browser-race.ts. */
async function raceInPage(
  origin: string,
  name: string,
  kernelNames: readonly string[],
  milliseconds: number,
): Promise<PageResult> {
  const kernels: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const kernel of kernelNames) kernels[kernel] = await fetchBytes(`/kernel/${kernel}.wasm`);
  const rest = (await (await fetch(`/model/${name}.json`)).json()) as Omit<BenchModel, "onnx" | "tflite"> & {
    readonly hasTflite: boolean;
  };
  const onnx = await fetchBytes(`/model/${name}.onnx`);
  const tflite = rest.hasTflite ? await fetchBytes(`/model/${name}.tflite`) : null;
  const model = { ...rest, onnx, tflite };
  const input = randnInput(model.inputShape, 1);
  const engines = [
    ourEngine(kernels),
    onnxEngine(ort, { folder: `${origin}/onnx/` }),
    tfjsInPage(`${origin}/tfjs/`),
    ...(tflite === null ? [] : [litertEngine(`${origin}/litert/`)]),
  ];
  const measurements = await race(engines, model, input, milliseconds);
  return { limit: measureLimit(kernels as KernelBytes), measurements };
}

export interface PageResult {
  readonly limit: number;
  readonly measurements: readonly Measurement[];
}

async function fetchBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

Object.assign(globalThis, { raceInPage });
