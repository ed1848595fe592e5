import type { Inputs, LoadOptions } from "../../ir/index.ts";
import type { Parameter } from "../../passes/index.ts";
import { plural } from "../../words/index.ts";
import { type Backend, chooseBackend, type KernelBytes, wordsFor } from "../backend/backend.ts";
import { RuntimeFault } from "../faults.ts";
import type { Plan } from "../plan.ts";
import { parameterValues } from "../weights/parameters.ts";
import { checkSessionOptions } from "./check-options.ts";
import { allFinite, exactPlanOf } from "./exact.ts";
import { type LoadedPlan, loadPlan, type WeightsProgress } from "./loaded-plan.ts";
import { runPlan, type SessionResult, type SessionRunOptions } from "./run-plan.ts";
import type { StartThread } from "./threads.ts";

export interface SessionOptions extends Pick<LoadOptions, "weights" | "seed"> {
  /** The kernel: its builds as bytes, or one that was chosen and compiled before. */
  readonly kernel: KernelBytes | Backend;
  /** What a plan for several threads takes; without it one thread makes all calls. */
  readonly threading?: Threading | undefined;
  readonly onWeights?: WeightsProgress | undefined;
}

/** The kernel for shared memory, and how the host starts a thread. */
export interface Threading {
  readonly kernel: Backend;
  readonly startThread: StartThread;
}

/** A plan with its weights and its memory, ready to run any number of times, one run at a time. */
export interface Session {
  readonly plan: Plan;
  /** Which build of the kernel runs, on how many threads: `relaxed SIMD, 1 thread`. */
  readonly backend: string;
  /**
   * Bytes of memory that the session has taken. They grow once at most: when an output is first not finite, by those of
   * the plan without fast algorithms.
   */
  readonly memoryBytes: number;
  /**
   * Runs the plan. Throws a RuntimeFault: `wrong-input`, `cancelled` (the session stays usable), `busy`,
   * `disposed`.
   */
  run(inputs?: Inputs, options?: SessionRunOptions): Promise<SessionResult>;
  /** The numbers of one of its parameters: those that were given, or those that the seed made. */
  parameter(parameter: Parameter): Float32Array;
  /** Frees the memory. */
  dispose(): void;
}

/** What `dispose` must release even if the caller keeps the session. */
interface Opened {
  readonly planned: LoadedPlan;
  /**
   * For outputs that are not finite, loaded with the first of them; null where the plan has no fast algorithms, a fault
   * where this one cannot be loaded.
   */
  exact?: LoadedPlan | RuntimeFault | null;
}

/**
 * Allocates the plan's memory and packs the weights into it, once. Where an output is not finite the run is repeated
 * without fast algorithms, so that every NaN and infinity is where IEEE 754 puts it (see exact.ts). Throws a
 * RuntimeFault where the session cannot be opened.
 */
export function openSession(plan: Plan, options: SessionOptions): Session {
  checkSessionOptions(options);
  const { backend, startThread } = hostOf(plan, options);
  const { kernel } = backend;
  const { weights = new Map(), seed = 0, onWeights } = options;
  let memoryBytes = 0;
  const load = (one: Plan): LoadedPlan => {
    const loaded = loadPlan(one, { kernel, weights, seed, startThread, onWeights });
    memoryBytes += loaded.memory.byteLength;
    return loaded;
  };
  let opened: Opened | null = { planned: load(plan) };
  let running = false;

  const assertOpen = (): Opened => {
    if (opened === null) throw new RuntimeFault("disposed", "The session is closed.");
    return opened;
  };

  async function runOnce(inputs: Inputs, runOptions: SessionRunOptions): Promise<SessionResult> {
    const { planned, exact } = assertOpen();
    if (runOptions.stopWhenKept && exact && !(exact instanceof RuntimeFault))
      return runPlan(exact, inputs, runOptions, assertOpen);
    const result = await runPlan(planned, inputs, runOptions, assertOpen);
    if (opened === null || result.outputs.every(({ data }) => allFinite(data))) return result;
    if (opened.exact === undefined) opened.exact = loadExact();
    if (opened.exact instanceof RuntimeFault) throw opened.exact;
    return opened.exact === null ? result : runPlan(opened.exact, inputs, runOptions, assertOpen);
  }

  function loadExact(): LoadedPlan | RuntimeFault | null {
    try {
      const exact = exactPlanOf(plan);
      return exact && load(exact);
    } catch (error) {
      if (error instanceof RuntimeFault) return error;
      throw error;
    }
  }

  const threads = startThread === undefined ? 1 : plan.threads;
  return {
    plan,
    backend: `${wordsFor(backend.name)}, ${plural(threads, "thread")}`,
    get memoryBytes() {
      return memoryBytes;
    },
    async run(inputs = [], runOptions = {}) {
      assertOpen();
      if (running) throw new RuntimeFault("busy", "A run of this session is still going on.");
      running = true;
      try {
        // Yield once, so that the caller can still cancel or close the session before any work starts.
        await null;
        return await runOnce(inputs, runOptions);
      } finally {
        running = false;
      }
    },
    parameter: (parameter) => parameterValues(parameter, weights, seed),
    dispose() {
      opened?.planned.team?.stop();
      if (!(opened?.exact instanceof RuntimeFault)) opened?.exact?.team?.stop();
      opened = null;
    },
  };
}

function hostOf(
  { threads }: Plan,
  { kernel, threading }: SessionOptions,
): { readonly backend: Backend; readonly startThread: StartThread | undefined } {
  if (threading !== undefined && threads > 1) {
    return { backend: threading.kernel, startThread: threading.startThread };
  }
  return { backend: isBackend(kernel) ? kernel : chooseBackend(kernel), startThread: undefined };
}

function isBackend(kernel: KernelBytes | Backend): kernel is Backend {
  return "name" in kernel && "kernel" in kernel;
}
