import type { Graph } from "../ir/index.ts";
import { type Backend, chooseBackend, type KernelBytes } from "./backend.ts";
import { exactWhereNotFinite } from "./exact.ts";
import { RuntimeFault } from "./faults.ts";
import { compilePlan, type PlanOptions } from "./planner/compile-plan.ts";
import { createSession, type Session } from "./session.ts";
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

/**
 * Plans a graph and opens a session for it. Throws a RuntimeFault with the first problem that stands against
 * it.
 */
export function load(graph: Graph, options: LoadOptions): Session {
  checkOptions(options);
  const session = open(graph, options);
  return exactWhereNotFinite(session, () => open(graph, { ...options, exact: true }));
}

/** More would only wait for each other: machines with more cores are rare, and so are nets with as many blocks. */
const mostThreads = 256;

/** What types cannot say, and JavaScript does not ask. */
function checkOptions({ threads = 1, memory = "normal" }: LoadOptions): void {
  if (!Number.isInteger(threads) || threads < 1 || threads > mostThreads) {
    throw new RuntimeFault("wrong-option", `threads is ${threads}; it takes 1 to ${mostThreads}.`);
  }
  if (memory !== "normal" && memory !== "low") {
    throw new RuntimeFault(
      "wrong-option",
      `memory is ${JSON.stringify(memory)}; it takes "normal" or "low".`,
    );
  }
}

function open(graph: Graph, options: LoadOptions): Session {
  const { threading, threads = 1 } = options;
  const planned = threading === undefined ? 1 : threads;
  const { value: plan, problems } = compilePlan(graph, { ...options, threads: planned });
  const [problem] = problems;
  if (problem !== undefined) throw new RuntimeFault(problem.code, problem.message);
  if (plan === null) throw new Error("A plan without problems is there.");
  const { weights = new Map(), seed = 0 } = options;
  if (threading !== undefined && planned > 1) {
    const { kernel, startThread } = threading;
    return createSession(plan, { kernel: kernel.kernel, backend: kernel.name, weights, seed, startThread });
  }
  const backend = isBackend(options.kernel) ? options.kernel : chooseBackend(options.kernel);
  return createSession(plan, { kernel: backend.kernel, backend: backend.name, weights, seed });
}

function isBackend(kernel: KernelBytes | Backend): kernel is Backend {
  return "name" in kernel && "kernel" in kernel;
}
