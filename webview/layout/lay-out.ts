import type { ItemId } from "../model/item.ts";
import type { VisibleGraph } from "../model/visible-graph.ts";
import { joined } from "./corners.ts";
import { type Level, levelsOf } from "./levels.ts";
import { type PlacedLevel, placeLevel } from "./place-level.ts";
import type { Box, PlacedGraph, Point } from "./placed-graph.ts";
import { downward, type Measures, rightward } from "./sizes.ts";
import type { Ports } from "./spread.ts";
import { wrapped } from "./wrap.ts";

/** Where lines run: down; to the right; or down and on in a column beside, so that a long chain fills the pane. */
export type Direction = "down" | "right" | "columns";

export interface Form {
  readonly direction: Direction;
  /** The width of the pane over its height, which columns fill. */
  readonly ratio: number;
}

/** Lays the graph out, the content of every frame by itself, the innermost first. */
export function layOut(graph: VisibleGraph, form: Form = { direction: "down", ratio: 1 }): PlacedGraph {
  if (form.direction === "right") return mirrored(laidDown(graph, { ...form, measures: rightward }));
  return laidDown(graph, { ...form, measures: downward });
}

interface Plan extends Form {
  readonly measures: Measures;
}

function laidDown(graph: VisibleGraph, { direction, ratio, measures }: Plan): PlacedGraph {
  const levels = levelsOf(graph, measures);
  const placed = new Map<ItemId | null, Sized>();
  for (const [frame, level] of [...levels].reverse()) {
    const sizes = new Map(
      level.members.flatMap(({ kind, id }, member) => {
        const size = kind === "frame" ? placed.get(id) : undefined;
        return size === undefined ? [] : [[member, size] as const];
      }),
    );
    const inRow = placeLevel(level, sizes);
    const done = direction === "columns" ? wrapped(level, inRow, frame === null ? ratio : 1) : inRow;
    placed.set(frame, { ...done, ports: framePorts(level, done) });
  }
  return assembled(graph, levels, placed, measures);
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
  { box }: Measures,
): PlacedGraph {
  const boxes = new Map<ItemId, Box>();
  const stretches = new Map<string, (readonly Point[])[]>(edges.map(({ id }) => [id, []]));
  for (const [frame, { members, links }] of levels) {
    const level = placed.get(frame);
    const origin = frame === null ? { x: 0, y: 0 } : (boxes.get(frame) ?? { x: 0, y: 0 });
    const moved = ({ x, y }: Point): Point => ({ x: x + origin.x, y: y + origin.y });
    for (const [member, { kind, id }] of members.entries()) {
      const size = kind === "box" ? box : placed.get(id);
      if (kind !== "box" && kind !== "frame") continue;
      const { width, height } = size ?? box;
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

/** What ran down runs to the right, and what stood to the right stands below. */
function mirrored({ boxes, routes, width, height }: PlacedGraph): PlacedGraph {
  return {
    boxes: new Map(
      [...boxes].map(([id, box]) => [id, { x: box.y, y: box.x, width: box.height, height: box.width }]),
    ),
    routes: new Map([...routes].map(([id, points]) => [id, points.map(({ x, y }) => ({ x: y, y: x }))])),
    width: height,
    height: width,
  };
}
