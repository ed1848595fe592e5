import { now } from "../host.ts";
import type { kernelTable } from "../kernel-table.generated.ts";
import { newKernels } from "../make-call.ts";
import type { KernelName } from "../plan.ts";
import { draftCall, type KernelArguments } from "../planner/draft.ts";

/** Milliseconds of one reading: a page's clock may be as coarse as one. */
const reading = 4;

/** Readings of each build that count, once all of them run as optimised code. */
const counted = 2;

/** Readings after which a build counts as optimised though nothing showed it. */
const patience = 8;

/** Optimised code takes a quarter to a half of the time that an engine's first, hastily made code takes. */
const optimisedShare = 0.6;

/** A pointwise convolution of 64 channels on 60 pixels: a few microseconds, all of them in the tiles. */
const [pixels, channels] = [60, 64];

/**
 * The index of the build that multiplies fastest here. Engines differ by a factor of two in what they make of
 * an unrolled loop, and no version number tells; so each build runs a small convolution, in turns with the
 * others. Engines optimise beside the run, which on a busy machine may take them a while: as they hurry
 * alike through every build, none is judged before all are seen to be optimised.
 */
export function fastest(modules: readonly WebAssembly.Module[]): number {
  const racers = modules.map(makeRacer);
  const takeReadings = (): readonly number[] => racers.map(({ call }) => timeOfCall(call));
  for (let i = 0; i < patience; i++) {
    const times = takeReadings();
    if (racers.every(({ hasty }, index) => (times[index] ?? 0) < optimisedShare * hasty)) break;
  }
  const readings = Array.from({ length: counted }, takeReadings);
  const shortest = racers.map((_, index) => Math.min(...readings.map((times) => times[index] ?? 0)));
  return shortest.indexOf(Math.min(...shortest));
}

interface Racer {
  call(): void;
  /** Milliseconds that a call took in the engine's first code; 0 where the clock could not tell. */
  readonly hasty: number;
}

function makeRacer(module: WebAssembly.Module): Racer {
  const memory = new WebAssembly.Memory({ initial: 8 });
  const kernels = newKernels(module, memory);
  const run = (kernel: KernelName, args: readonly number[]): void => void kernels[kernel]?.(...args);
  const table = 65_536;
  const convolution = numbersOf("f32_conv", convolutionArguments(table));
  run("row_table", numbersOf("row_table", { table, pixels, step: 32 }));
  const call = (): void => run("f32_conv", convolution);
  // Many engines compile a function when it is first called.
  call();
  return { call, hasty: timeOfCalls(call, 2) };
}

function timeOfCalls(call: () => void, calls: number): number {
  const started = now();
  for (let i = 0; i < calls; i++) call();
  return (now() - started) / calls;
}

/** Milliseconds of a call, the mean over a reading. */
function timeOfCall(call: () => void): number {
  const started = now();
  let calls = 0;
  for (; now() - started < reading; calls += 8) timeOfCalls(call, 8);
  return (now() - started) / calls;
}

function numbersOf<K extends KernelName>(kernel: K, args: KernelArguments<K>): readonly number[] {
  return draftCall(kernel, args).args.map(Number);
}

function convolutionArguments(table: number): Record<(typeof kernelTable)["f32_conv"][number], number> {
  const plane = (pixels + 1) * 32;
  const input = table + pixels * 4;
  const output = input + (channels / 8) * plane;
  const weights = output + (channels / 8) * plane;
  return {
    input,
    inputPlane: plane,
    zeroPlanes: 0,
    output,
    outputPlane: plane,
    pixels,
    taps: 1,
    channels,
    weights,
    bias: weights + channels * channels * 4,
    firsts: 0,
    residual: 0,
    residualPlane: 0,
    lo: Number.NEGATIVE_INFINITY,
    hi: Number.POSITIVE_INFINITY,
    act: 0,
    alpha: 0,
    table,
    chunk: pixels,
    blockBegin: 0,
    blockEnd: channels / 8,
  };
}
