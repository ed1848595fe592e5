import type { Graph } from "../ir/index.ts";
import { type Backend, chooseBackend, type KernelBytes } from "./backend.ts";
import { RuntimeFault } from "./faults.ts";
import { compilePlan, type PlanOptions } from "./planner/compile-plan.ts";
import { createSession, type Session } from "./session.ts";
import type { Weights } from "./weights/parameters.ts";

export interface LoadOptions extends PlanOptions {
  /** The kernel: its builds as bytes, or one that was chosen and compiled before. */
  readonly kernel: KernelBytes | Backend;
  readonly weights?: Weights;
  readonly seed?: number;
}

/** Plans a graph and opens a session for it. Throws a RuntimeFault with the first problem that stands against it. */
export function load(graph: Graph, options: LoadOptions): Session {
  const { value: plan, problems } = compilePlan(graph, options);
  const [problem] = problems;
  if (problem !== undefined) throw new RuntimeFault(problem.code, problem.message);
  if (plan === null) throw new Error("A plan without problems is there.");
  const backend = isBackend(options.kernel) ? options.kernel : chooseBackend(options.kernel);
  const { weights = new Map(), seed = 0 } = options;
  return createSession(plan, { kernel: backend.kernel, backend: backend.name, weights, seed });
}

function isBackend(kernel: KernelBytes | Backend): kernel is Backend {
  return "name" in kernel && "kernel" in kernel;
}
