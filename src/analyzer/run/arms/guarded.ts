import { runJobs } from "../jobs/jobs.ts";
import type { Machine } from "../machine.ts";
import { BudgetStop, Thrown } from "../stops.ts";
import { checkpointOf, dropArms } from "./checkpoint.ts";

/** Runs what the author wrote; undefined where it threw, of which `onThrown` learns first, or took too long. */
export function guarded<T>(m: Machine, body: () => T, onThrown?: (thrown: Thrown) => void): T | undefined {
  const checkpoint = checkpointOf(m);
  try {
    const result = body();
    runJobs(m);
    return result;
  } catch (error) {
    const isAuthors = error instanceof Thrown || error instanceof BudgetStop || error instanceof RangeError;
    if (!isAuthors) throw error;
    if (error instanceof Thrown) onThrown?.(error);
    dropArms(m, checkpoint);
    return undefined;
  }
}
