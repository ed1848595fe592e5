import { dropArms } from "./call.ts";
import type { Machine } from "./machine.ts";
import { BudgetStop, Thrown } from "./stops.ts";

/** Runs what the author wrote; undefined where it threw or took too long. */
export function guarded<T>(m: Machine, body: () => T): T | undefined {
  const [pendings, marks] = [m.pendings.length, m.journal.open.length];
  try {
    return body();
  } catch (error) {
    const isAuthors = error instanceof Thrown || error instanceof BudgetStop || error instanceof RangeError;
    if (!isAuthors) throw error;
    dropArms(m, pendings, marks);
    return undefined;
  }
}
