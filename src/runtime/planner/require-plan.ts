import type { Graph } from "../../ir/index.ts";
import { checkOption, RuntimeFault } from "../faults.ts";
import type { Plan, PlanOptions } from "../plan.ts";
import { addressableBytes, compilePlan } from "./compile-plan.ts";

/** More would only wait for each other: machines with more cores are rare, and so are nets with as many blocks. */
const mostThreads = 256;

/** The plan of a graph. Throws a RuntimeFault: `wrong-option`, or the first problem of the plan. */
export function requirePlan(graph: Graph, options: PlanOptions = {}): Plan {
  checkPlanOptions(options);
  const { value: plan, problems } = compilePlan(graph, options);
  const [problem] = problems;
  if (problem !== undefined) throw new RuntimeFault(problem.code, problem.message);
  if (plan === null) throw new Error("There is neither a plan nor a problem.");
  return plan;
}

/** Types cannot state these ranges, and callers in JavaScript have no types. */
function checkPlanOptions({
  threads = 1,
  memory = "normal",
  memoryLimit = addressableBytes,
}: PlanOptions): void {
  const isCount = Number.isInteger(threads) && threads >= 1 && threads <= mostThreads;
  checkOption(isCount, "threads", threads, `1 to ${mostThreads}`);
  checkOption(memory === "normal" || memory === "low", "memory", memory, '"normal" or "low"');
  const isBytes = typeof memoryLimit === "number" && memoryLimit >= 0;
  checkOption(isBytes, "memoryLimit", memoryLimit, "a number of bytes");
}
