const picked = new WeakSet<object>();

/** Notes that a tensor is a copy of places that a list named, in `x.index([0, 2])`. Gives the tensor. */
export function markPicked<T extends object>(tensor: T): T {
  picked.add(tensor);
  return tensor;
}

/** Whether a tensor is such a copy. */
export function isPicked(tensor: object): boolean {
  return picked.has(tensor);
}
