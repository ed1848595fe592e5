import type { Attrs, Dim } from "../../ir/index.ts";
import type { OpProblem } from "../op.ts";
import { checkAttributes, positive } from "./attributes.ts";

/**
 * What is wrong with the counts and sizes that a block was given, by the names of its arguments: each must be a whole number
 * above 0, or two of them, one for each axis.
 */
export function checkCounts(counts: Attrs): readonly OpProblem[] {
  const alone = Object.entries(counts).filter(([, count]) => !isPair(count));
  const rules = Object.fromEntries(alone.map(([name]) => [name, positive]));
  return checkAttributes<Readonly<Record<string, Dim>>>(
    rules,
    Object.fromEntries(alone) as Record<string, Dim>,
  );
}

function isPair(count: unknown): boolean {
  return Array.isArray(count) && count.length === 2;
}
