import type { Viewport } from "../state/app-state.ts";

/** One of two canvases that are panned and zoomed together. */
export interface MoveLink {
  /** The author has moved this one. */
  tell(viewport: Viewport): void;
  /** Calls the listener when the other one was moved; returns what ends that. */
  listen(listener: (viewport: Viewport) => void): () => void;
}

type Listeners = Set<(viewport: Viewport) => void>;

export function linkedMoves(): readonly [MoveLink, MoveLink] {
  const [left, right]: readonly [Listeners, Listeners] = [new Set(), new Set()];
  return [linkOf(left, right), linkOf(right, left)];
}

function linkOf(own: Listeners, other: Listeners): MoveLink {
  return {
    tell(viewport) {
      for (const listener of other) listener(viewport);
    },
    listen(listener) {
      own.add(listener);
      return () => own.delete(listener);
    },
  };
}
