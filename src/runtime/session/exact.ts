import type { Plan } from "../plan.ts";
import { requirePlan } from "../planner/require-plan.ts";

/*
 * Winograd's and Strassen's algorithms add numbers that belong to different outputs before they multiply. Finite
 * numbers come out right but for rounding; one NaN or infinity among them spoils outputs that it would never reach
 * by the definition of a convolution. So where an output is not finite, a session repeats the run without them.
 *
 * A result that stays finite is not checked further. Rounding errors of a fast algorithm are small against the largest
 * number around, so one number that is millions of times larger than its neighbours blurs their outputs; and one of 1e37
 * and above may overflow in a sum that a later clamp makes finite again. `memory: "low"` computes by definition.
 */

/** The same graph planned without fast algorithms; null where the plan has none either. Throws a RuntimeFault. */
export function exactPlanOf(plan: Plan): Plan | null {
  const { graph, options } = plan.origin;
  if (options.exact === true) return null;
  const exact = requirePlan(graph, { ...options, exact: true });
  return kernelsOf(plan) === kernelsOf(exact) ? null : exact;
}

/** Two plans of a graph that take the same kernels all the way take the same algorithms. */
function kernelsOf({ steps }: Plan): string {
  return steps.flatMap(({ calls }) => calls.map(({ kernel }) => kernel)).join();
}

/**
 * Only a NaN or an infinity times zero is not zero. Four sums by index: a large output, such as YOLOv5's, would take a
 * tenth of the run with an iterator and one sum, each of whose additions waits for the one before.
 */
export function allFinite(data: Float32Array): boolean {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = data.length - (data.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += (data[i] ?? 0) * 0;
    b += (data[i + 1] ?? 0) * 0;
    c += (data[i + 2] ?? 0) * 0;
    d += (data[i + 3] ?? 0) * 0;
  }
  for (let i = whole; i < data.length; i++) a += (data[i] ?? 0) * 0;
  return a + b + c + d === 0;
}
