import type { ItemId } from "../model/item.ts";
import type { VisibleGraph } from "../model/visible-graph.ts";
import { joined } from "./corners.ts";
import { type Forms, type Inner, newForms, placedOnce } from "./known-levels.ts";
import { type Level, levelsOf } from "./levels.ts";
import { type PlacedLevel, placeLevel, type SizedFrame } from "./place-level.ts";
import type { Box, PlacedGraph, Point } from "./placed-graph.ts";
import { downward, type Measures, rightward } from "./sizes.ts";
import { wrapped } from "./wrap.ts";

/** Where lines run: down; to the right; or down and on in a column beside, so that a long chain fills the pane. */
export type Direction = "down" | "right" | "columns";

export interface Form {
  readonly direction: Direction;
  /** The width of the pane over its height, which columns fill. */
  readonly ratio: number;
}

/** Lays the graph out, the content of every frame by itself, the innermost first. */
export function layOut(
  graph: VisibleGraph,
  form: Form = { direction: "down", ratio: 1 },
  forms: Forms = knownForms,
): PlacedGraph {
  if (form.direction === "right") return mirrored(laidDown(graph, { ...form, forms, measures: rightward }));
  return laidDown(graph, { ...form, forms, measures: downward });
}

/** Those of all pictures: most edits leave most blocks as they were. */
const knownForms = newForms();

interface Plan extends Form {
  readonly forms: Forms;
  readonly measures: Measures;
}

function laidDown(graph: VisibleGraph, plan: Plan): PlacedGraph {
  const levels = levelsOf(graph, plan.measures);
  const frames = new Map<ItemId | null, Inner>();
  for (const [frame, level] of [...levels].reverse()) {
    const inner = level.members.map(({ kind, id }) => (kind === "frame" ? frames.get(id) : undefined));
    const ratio = frame === null ? plan.ratio : 1;
    const placed = placedOnce(level, inner, {
      forms: plan.forms,
      way: plan.direction === "columns" ? `columns ${ratio}` : plan.direction,
      place: () => {
        const inRow = placeLevel(level, inner.map(sizedFrame));
        return plan.direction === "columns" ? wrapped(level, inRow, ratio) : inRow;
      },
    });
    frames.set(frame, { placed, crossings: crossingsOf(level) });
  }
  return assembled(
    graph,
    levels,
    new Map([...frames].map(([id, { placed }]) => [id, placed])),
    plan.measures,
  );
}

/** The places where lines cross the border of a frame, by their names. */
function crossingsOf({ members }: Level): ReadonlyMap<string, number> {
  return new Map(
    members.flatMap(({ kind, id }, member) =>
      kind === "entry" || kind === "exit" ? [[id, member] as const] : [],
    ),
  );
}

/** Lines meet a frame where they cross its border. */
function sizedFrame(frame: Inner | undefined): SizedFrame | undefined {
  if (frame === undefined) return undefined;
  const { placed, crossings } = frame;
  const at = (port: string): number => placed.places[crossings.get(port) ?? -1]?.x ?? 0;
  return { width: placed.width, height: placed.height, ports: { into: at, outOf: at } };
}

/** All levels in coordinates of the canvas, and the stretches of each edge joined. */
function assembled(
  { edges }: VisibleGraph,
  levels: ReadonlyMap<ItemId | null, Level>,
  placed: ReadonlyMap<ItemId | null, PlacedLevel>,
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
