import type { Traced } from "./traced.ts";

/** A call of a module from outside every forward: that is what makes it a model. */
export interface ModelCall {
  readonly root: object;
  /** What its tensors held before the call. */
  readonly inputs: readonly Traced[];
  /** What its tensors held after it. */
  readonly outputs: readonly Traced[];
}

const listeners = new Set<(call: ModelCall) => void>();

/** Hears of every model that is called while `body` runs, in order. */
export async function collectModels(body: () => unknown): Promise<readonly ModelCall[]> {
  const calls: ModelCall[] = [];
  const listener = (call: ModelCall): void => void calls.push(call);
  listeners.add(listener);
  try {
    await body();
  } finally {
    listeners.delete(listener);
  }
  return calls;
}

export function announceModel(call: ModelCall): void {
  for (const listener of listeners) listener(call);
}
