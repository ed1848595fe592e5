import { isSpread, type Shape } from "../../ir/index.ts";
import type { Traced } from "./traced.ts";

/** A tensor: what it holds changes where it is changed in place. */
interface Stateful {
  readonly state: Traced;
  /** The same state, but throws if what the tensor views was changed in a way that is not followed. */
  readonly held: Traced;
  /** Makes it anew where what it views has changed. */
  renew(): boolean;
}

const tensors = new WeakSet<object>();

/** Called for every tensor that is made. */
export function enrolTensor(tensor: Stateful): void {
  tensors.add(tensor);
}

/** `T` is what the caller knows of tensors. */
export function isTensor<T extends object>(value: unknown): value is T {
  return tensors.has(value as object);
}

/** Whether something is a tensor that broadcasts to the shape of another one, from which its own differs. */
export function spreadsTo(from: object, to: { readonly dims: Shape }): boolean {
  return isTensor<{ readonly dims: Shape }>(from) && isSpread(from.dims, to.dims);
}

/** The states of all tensors in the inputs of a forward, also of those in arrays, records, maps and sets, in order. */
export function statesIn(inputs: unknown): readonly Traced[] {
  return tensorsIn(inputs).map((tensor) => {
    tensor.renew();
    return tensor.state;
  });
}

/** The states of all tensors that a forward returns; throws if one is stale. */
export function resultsIn(output: unknown): readonly Traced[] {
  return tensorsIn(output).map(({ held }) => held);
}

function tensorsIn(value: unknown, around: readonly unknown[] = []): readonly Stateful[] {
  if (tensors.has(value as object)) return [value as Stateful];
  if (typeof value !== "object" || value === null || around.includes(value)) return [];
  return partsOf(value).flatMap((part) => tensorsIn(part, [...around, value]));
}

function partsOf(value: object): readonly unknown[] {
  return value instanceof Map || value instanceof Set ? [...value.values()] : Object.values(value);
}
