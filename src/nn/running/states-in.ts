import type { Traced } from "./traced.ts";

/** A tensor: what it holds changes where it is changed in place. */
interface Stateful {
  readonly state: Traced;
  readonly isStale: boolean;
}

const tensors = new WeakSet<object>();

/** Called for every tensor that is made. */
export function enrolTensor(tensor: Stateful): void {
  tensors.add(tensor);
}

/** What all tensors hold in what a forward takes or returns: one, or some in arrays and records, in order. */
export function statesIn(value: unknown, around: readonly unknown[] = []): readonly Traced[] {
  if (typeof value !== "object" || value === null || around.includes(value)) return [];
  if (tensors.has(value)) return [(value as Stateful).state];
  return Object.values(value).flatMap((part) => statesIn(part, [...around, value]));
}
