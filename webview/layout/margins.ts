import type { ItemId } from "../model/item.ts";
import type { VisibleGraph } from "../model/visible-graph.ts";
import { frameHeader, framePadding } from "./sizes.ts";

/** Free space around a node: for the frames that begin or end there. */
interface Margins {
  readonly top: number;
  readonly bottom: number;
  /** Left and right alike. */
  readonly side: number;
}

/** For every item that is not a frame: room for each enclosing frame in which it is the first or the last item. */
export function marginsOf(graph: VisibleGraph): ReadonlyMap<ItemId, Margins> {
  const around = framesAround(graph);
  const hasBefore = new Set<string>();
  const hasAfter = new Set<string>();
  for (const { source, target } of graph.edges) {
    for (const frame of around.get(source) ?? []) {
      if (!around.get(target)?.has(frame)) continue;
      hasBefore.add(`${frame} ${target}`);
      hasAfter.add(`${frame} ${source}`);
    }
  }
  const leaves = graph.items.filter(({ as }) => as !== "frame");
  return new Map(
    leaves.map(({ item: { id } }) => {
      const frames = [...(around.get(id) ?? [])];
      const firstIn = frames.filter((frame) => !hasBefore.has(`${frame} ${id}`)).length;
      const lastIn = frames.filter((frame) => !hasAfter.has(`${frame} ${id}`)).length;
      const top = firstIn * (frameHeader + framePadding);
      return [id, { top, bottom: lastIn * framePadding, side: frames.length * framePadding }];
    }),
  );
}

/** All frames around every item. Each frame is listed before its content. */
export function framesAround(graph: VisibleGraph): ReadonlyMap<ItemId, ReadonlySet<ItemId>> {
  const around = new Map<ItemId, ReadonlySet<ItemId>>();
  for (const { item, frame } of graph.items) {
    around.set(item.id, frame === null ? new Set() : new Set([frame, ...(around.get(frame) ?? [])]));
  }
  return around;
}
