import { now } from "./host.ts";
import type { kernelTable } from "./kernel-table.generated.ts";
import { instantiate } from "./make-call.ts";
import type { KernelName } from "./plan.ts";
import { draftCall, type KernelArguments } from "./planner/draft.ts";

/** Milliseconds for the engine to optimise the tiles, and for measuring them. */
const warmUp = 8;
const measured = 4;

/** A pointwise convolution of 64 channels on 60 pixels: a few microseconds, all of them in the tiles. */
const [pixels, channels] = [60, 64];

/**
 * The index of the build that multiplies fastest here. Engines differ by a factor of two in what they make of
 * an unrolled loop, and no version number tells; so each build runs a small convolution for some
 * milliseconds.
 */
export function fastest(modules: readonly WebAssembly.Module[]): number {
  const times = modules.map(shortestRun);
  return times.indexOf(Math.min(...times));
}

function shortestRun(module: WebAssembly.Module): number {
  const memory = new WebAssembly.Memory({ initial: 8 });
  const kernels = instantiate(module, memory);
  const run = (kernel: KernelName, args: readonly number[]): void => void kernels[kernel]?.(...args);
  const table = 65_536;
  const convolution = numbersOf("f32_conv", convolutionArguments(table));
  run("row_table", numbersOf("row_table", { table, pixels, step: 32 }));
  for (const started = now(); now() - started < warmUp; ) run("f32_conv", convolution);
  let shortest = Number.POSITIVE_INFINITY;
  for (const begun = now(); now() - begun < measured; ) {
    // Many calls a reading: a page's clock is as coarse as a tenth of a millisecond.
    const started = now();
    for (let i = 0; i < 32; i++) run("f32_conv", convolution);
    shortest = Math.min(shortest, now() - started);
  }
  return shortest;
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
