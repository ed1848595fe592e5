import type { Call } from "./plan.ts";

/** The kernel's exports. */
export type Kernels = Readonly<Record<string, (...numbers: number[]) => number>>;

export function newKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Kernels;
}

/** Makes a call for every image: all of it, or one thread's share. */
export function makeCall(kernels: Kernels, call: Call, thread = 0, threads = 1): void {
  const callee = kernels[call.kernel];
  if (callee === undefined) throw new Error(`The kernel has no ${call.kernel}.`);
  const args = threads === 1 ? call.args : shareOf(call, thread, threads);
  if (args === null) return;
  callee(...args);
  for (let i = 1; i < call.count; i++) {
    callee(...args.map((argument, index) => argument + i * (call.advance[index] ?? 0)));
  }
}

/**
 * The arguments for one thread's part of the range; null where it has none. Every output is computed by the
 * same operations in the same order whoever computes it, so any number of threads gives the same bits.
 */
function shareOf({ args, split }: Call, thread: number, threads: number): readonly number[] | null {
  if (split === null) return thread === 0 ? args : null;
  const [from = 0, to = 0] = [args[split.begin], args[split.end]];
  const bound = (part: number): number => {
    const even = Math.floor(((to - from) * part) / threads / split.multiple) * split.multiple;
    return part === threads ? to : from + even;
  };
  const [begin, end] = [bound(thread), bound(thread + 1)];
  if (begin >= end) return null;
  const own = args.map((argument, index) => argument + thread * (split.own[index] ?? 0));
  own[split.begin] = begin;
  own[split.end] = end;
  return own;
}
