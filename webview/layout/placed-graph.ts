import type { ItemId } from "../model/item.ts";

/** Where everything goes: boxes by item, in coordinates of the canvas. */
export interface PlacedGraph {
  readonly boxes: ReadonlyMap<ItemId, Box>;
  /** The corners of every edge from its source to its target, by edge. */
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
