import type { Graph } from "../ir/index.ts";
import { type Backend, chooseBackend, type KernelBytes } from "./backend.ts";
import { exactWhereNotFinite } from "./exact.ts";
import { RuntimeFault } from "./faults.ts";
import { checkOptions, type LoadOptions } from "./load-options.ts";
import type { Plan } from "./plan.ts";
import { compilePlan } from "./planner/compile-plan.ts";
import { createSession, type Session } from "./session.ts";

/**
 * Plans a graph and opens a session for it. Throws a RuntimeFault with the first problem that stands against
 * it.
 */
export function load(graph: Graph, options: LoadOptions): Session {
  checkOptions(options);
  const plan = planFor(graph, options);
  return exactWhereNotFinite(open(plan, options), () => {
    const exact = planFor(graph, { ...options, exact: true });
    return callsTheSame(plan, exact) ? null : open(exact, options);
  });
}

function planFor(graph: Graph, options: LoadOptions): Plan {
  const threads = options.threading === undefined ? 1 : (options.threads ?? 1);
  const { value: plan, problems } = compilePlan(graph, { ...options, threads });
  const [problem] = problems;
  if (problem !== undefined) throw new RuntimeFault(problem.code, problem.message);
  if (plan === null) throw new Error("A plan without problems is there.");
  return plan;
}

/** Whether two plans of a graph take the same kernels all the way, and so the same algorithms. */
function callsTheSame(left: Plan, right: Plan): boolean {
  const kernels = ({ steps }: Plan) => steps.flatMap(({ calls }) => calls.map(({ kernel }) => kernel));
  return kernels(left).join() === kernels(right).join();
}

function open(plan: Plan, { kernel, threading, weights = new Map(), seed = 0 }: LoadOptions): Session {
  if (threading !== undefined && plan.threads > 1) {
    const { name: backend, kernel: build } = threading.kernel;
    return createSession(plan, { kernel: build, backend, weights, seed, startThread: threading.startThread });
  }
  const { name: backend, kernel: build } = isBackend(kernel) ? kernel : chooseBackend(kernel);
  return createSession(plan, { kernel: build, backend, weights, seed });
}

function isBackend(kernel: KernelBytes | Backend): kernel is Backend {
  return "name" in kernel && "kernel" in kernel;
}
