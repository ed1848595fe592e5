import type { ItemId } from "../model/item.ts";
import type { VisibleGraph } from "../model/visible-graph.ts";
import { type Core, coreOf, framedU } from "./framed-u.ts";
import type { Level, Levels } from "./levels.ts";
import type { PlacedLevel, SizedFrame } from "./place-level.ts";
import { placeU } from "./place-u.ts";
import { type UShape, uShapeOf } from "./u-shape.ts";

/** A level that is drawn as a U. */
export interface U {
  readonly core: Core;
  readonly shape: UShape;
}

export const noUs: ReadonlyMap<ItemId | null, U> = new Map();

/** The levels that are U-Nets by their frames. What is inside one is laid out as always: it runs up or down with its side. */
export function usIn({ items, edges }: VisibleGraph, levels: Levels): ReadonlyMap<ItemId | null, U> {
  const pixels = new Map(edges.map(({ id, pixels }) => [id, pixels]));
  const layers = new Set(items.flatMap(({ item, as }) => (as === "layer" ? [item.id] : [])));
  const us = new Map<ItemId | null, U>();
  const inside = new Set<ItemId | null>();
  for (const [frame, level] of levels) {
    const core = inside.has(frame) ? null : coreOf(level);
    const shape =
      core &&
      uShapeOf(core.level, {
        pixelsOf: (link) => pixels.get(link.edges[0] ?? "") ?? null,
        isLayer: (member) => layers.has(core.level.members[member]?.id ?? ""),
      });
    if (core !== null && shape !== null) us.set(frame, { core, shape });
    if (us.has(frame) || inside.has(frame)) {
      for (const { kind, id } of level.members) if (kind === "frame") inside.add(id);
    }
  }
  return us;
}

/** Lays out a level as a U; null where something stands in the way of its lines. */
export function placedU(
  level: Level,
  { core, shape }: U,
  sizes: readonly (SizedFrame | undefined)[],
): PlacedLevel | null {
  const placed = placeU(
    core.level,
    shape,
    core.members.map((member) => sizes[member]),
  );
  return placed && framedU(level, core, placed, sizes);
}

/** The frames on the way up of a U, and those inside them. */
export function framesGoingUp(levels: Levels, us: ReadonlyMap<ItemId | null, U>): ReadonlySet<ItemId | null> {
  const ways = [...us.values()].flatMap(({ core, shape }) =>
    shape.up.flatMap((member) => core.level.members[member]?.id ?? []),
  );
  const found = new Set<ItemId | null>(ways);
  for (const [frame, { members }] of levels) {
    if (found.has(frame)) for (const { kind, id } of members) if (kind === "frame") found.add(id);
  }
  return found;
}
