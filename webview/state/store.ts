import { useSyncExternalStore } from "react";

/** One value that every component may read and watch. It changes only through pure functions. */
export interface Store<S> {
  get(): S;
  update(step: (state: S) => S): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<S>(initial: S): Store<S> {
  const listeners = new Set<() => void>();
  let state = initial;
  return {
    get: () => state,
    update(step) {
      const next = step(state);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A part of the state. The component renders again when that part changes (by `Object.is`). */
export function useStored<S, T>(store: Store<S>, part: (state: S) => T): T {
  return useSyncExternalStore(store.subscribe, () => part(store.get()));
}
