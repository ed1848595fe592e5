import type { ItemId } from "../model/item.ts";
import type { VisibleGraph } from "../model/visible-graph.ts";
import { joined } from "./corners.ts";
import { type Level, levelsOf } from "./levels.ts";
import { type PlacedLevel, placeLevel } from "./place-level.ts";
import type { Box, PlacedGraph, Point } from "./placed-graph.ts";
import { nodeSize } from "./sizes.ts";
import type { Ports } from "./spread.ts";

/** Lays the graph out from top to bottom: the content of every frame by itself, the innermost first. */
export function layOut(graph: VisibleGraph): PlacedGraph {
  const levels = levelsOf(graph);
  const placed = new Map<ItemId | null, Sized>();
  for (const [frame, level] of [...levels].reverse()) {
    const sizes = new Map(
      level.members.flatMap(({ kind, id }, member) => {
        const size = kind === "frame" ? placed.get(id) : undefined;
        return size === undefined ? [] : [[member, size] as const];
      }),
    );
    const done = placeLevel(level, sizes);
    placed.set(frame, { ...done, ports: framePorts(level, done) });
  }
  return assembled(graph, levels, placed);
}

type Sized = PlacedLevel & { readonly ports: Ports };

/** Lines meet a frame where they cross its border. */
function framePorts({ members }: Level, { places }: PlacedLevel): Ports {
  const crossings = new Map(
    members.flatMap(({ kind, id }, member) =>
      kind === "entry" || kind === "exit" ? [[id, places[member]?.x ?? 0] as const] : [],
    ),
  );
  const at = (port: string): number => crossings.get(port) ?? 0;
  return { into: at, outOf: at };
}

/** All levels in coordinates of the canvas, and the stretches of each edge joined. */
function assembled(
  { edges }: VisibleGraph,
  levels: ReadonlyMap<ItemId | null, Level>,
  placed: ReadonlyMap<ItemId | null, Sized>,
): PlacedGraph {
  const boxes = new Map<ItemId, Box>();
  const stretches = new Map<string, (readonly Point[])[]>(edges.map(({ id }) => [id, []]));
  for (const [frame, { members, links }] of levels) {
    const level = placed.get(frame);
    const origin = frame === null ? { x: 0, y: 0 } : (boxes.get(frame) ?? { x: 0, y: 0 });
    const moved = ({ x, y }: Point): Point => ({ x: x + origin.x, y: y + origin.y });
    for (const [member, { kind, id }] of members.entries()) {
      const size = kind === "box" ? nodeSize : placed.get(id);
      if (kind !== "box" && kind !== "frame") continue;
      const { width, height } = size ?? nodeSize;
      boxes.set(id, { ...moved(level?.places[member] ?? { x: 0, y: 0 }), width, height });
    }
    for (const [index, { edges: passing }] of links.entries()) {
      const points = (level?.corners[index] ?? []).map(moved);
      for (const edge of passing) stretches.get(edge)?.push(points);
    }
  }
  const { width = 0, height = 0 } = placed.get(null) ?? {};
  const routes = new Map([...stretches].map(([edge, parts]) => [edge, joined(parts)]));
  return { boxes, routes, width, height };
}
