import type { Traced } from "./traced.ts";

/** A tensor: what it holds changes where it is changed in place. */
interface Stateful {
  readonly state: Traced;
  /** The same; throws where a view was changed in place since. */
  readonly held: Traced;
}

const tensors = new WeakSet<object>();

/** Called for every tensor that is made. */
export function enrolTensor(tensor: Stateful): void {
  tensors.add(tensor);
}

/** What all tensors hold in what a forward takes: one, or some in arrays and records, in order. */
export function statesIn(inputs: unknown): readonly Traced[] {
  return tensorsIn(inputs).map(({ state }) => state);
}

/** The same of what a forward returns; throws where a tensor's numbers are not those of PyTorch any more. */
export function resultsIn(output: unknown): readonly Traced[] {
  return tensorsIn(output).map(({ held }) => held);
}

function tensorsIn(value: unknown, around: readonly unknown[] = []): readonly Stateful[] {
  if (typeof value !== "object" || value === null || around.includes(value)) return [];
  if (tensors.has(value)) return [value as Stateful];
  return Object.values(value).flatMap((part) => tensorsIn(part, [...around, value]));
}
