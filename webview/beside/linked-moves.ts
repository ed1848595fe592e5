import type { ItemId } from "../model/item.ts";
import type { Viewport } from "../state/app-state.ts";

/** One of two canvases that are panned and zoomed together, and mark together what the pointer is on. */
export interface MoveLink {
  /** The author has moved this one. */
  tell(viewport: Viewport): void;
  /** Calls the listener when the other one was moved; returns what ends that. */
  listen(listener: (viewport: Viewport) => void): () => void;
  /** The pointer is on this item here; null where it is on none. */
  point(item: ItemId | null): void;
  /** As `listen`, for the partner here of what the pointer is on there. */
  onPointed(listener: (item: ItemId | null) => void): () => void;
}

/** The partners of each canvas's items in the other one. */
export interface PartnerMaps {
  readonly after: ReadonlyMap<ItemId, ItemId>;
  readonly before: ReadonlyMap<ItemId, ItemId>;
}

/** The links of the older model's canvas and of the newer one's. */
export function linkedMoves({ after, before }: PartnerMaps): readonly [MoveLink, MoveLink] {
  const [left, right] = [newListeners(), newListeners()];
  return [linkOf(left, right, after), linkOf(right, left, before)];
}

interface Listeners {
  readonly moved: Set<(viewport: Viewport) => void>;
  readonly pointed: Set<(item: ItemId | null) => void>;
}

function newListeners(): Listeners {
  return { moved: new Set(), pointed: new Set() };
}

function linkOf(own: Listeners, other: Listeners, partnerOf: ReadonlyMap<ItemId, ItemId>): MoveLink {
  return {
    tell(viewport) {
      for (const listener of other.moved) listener(viewport);
    },
    listen: (listener) => added(own.moved, listener),
    point(item) {
      const partner = item === null ? null : (partnerOf.get(item) ?? null);
      for (const listener of other.pointed) listener(partner);
    },
    onPointed: (listener) => added(own.pointed, listener),
  };
}

function added<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
