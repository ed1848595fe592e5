import type { Backend, KernelBytes } from "./backend.ts";
import { RuntimeFault } from "./faults.ts";
import { addressableBytes, type PlanOptions } from "./planner/compile-plan.ts";
import type { StartThread } from "./threads.ts";
import type { Weights } from "./weights/parameters.ts";

export interface LoadOptions extends PlanOptions {
  /** The kernel: its builds as bytes, or one that was chosen and compiled before. */
  readonly kernel: KernelBytes | Backend;
  readonly weights?: Weights;
  readonly seed?: number;
  /** With `threads` above 1: the kernel for shared memory, and how the host starts a thread. */
  readonly threading?: { readonly kernel: Backend; readonly startThread: StartThread };
}

/** More would only wait for each other: machines with more cores are rare, and so are nets with as many blocks. */
const mostThreads = 256;

/** What types cannot say, and JavaScript does not ask. Throws a RuntimeFault: `wrong-option`, `wrong-weights`. */
export function checkOptions({
  threads = 1,
  memory = "normal",
  memoryLimit = addressableBytes,
  seed = 0,
  weights = new Map(),
}: LoadOptions): void {
  const isCount = Number.isInteger(threads) && threads >= 1 && threads <= mostThreads;
  check(isCount, "threads", threads, `1 to ${mostThreads}`);
  check(memory === "normal" || memory === "low", "memory", memory, '"normal" or "low"');
  check(typeof memoryLimit === "number" && memoryLimit >= 0, "memoryLimit", memoryLimit, "a number of bytes");
  check(Number.isFinite(seed), "seed", seed, "a number");
  if (!(weights instanceof Map)) {
    throw new RuntimeFault("wrong-weights", "The weights have to be a Map, of a Float32Array by each name.");
  }
  for (const [name, values] of weights) {
    if (values instanceof Float32Array) continue;
    throw new RuntimeFault("wrong-weights", `The weights of ${name} have to be a Float32Array.`);
  }
}

function check(isFine: boolean, option: string, value: unknown, taken: string): void {
  if (isFine) return;
  const given = typeof value === "string" ? JSON.stringify(value) : String(value);
  throw new RuntimeFault("wrong-option", `${option} is ${given}; it takes ${taken}.`);
}
