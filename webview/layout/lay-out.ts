import type { ItemId } from "../model/item.ts";
import type { VisibleGraph } from "../model/visible-graph.ts";
import { joined } from "./corners.ts";
import { type Forms, type Inner, newForms, placedOnce } from "./known-levels.ts";
import { type Level, type Levels, levelsOf } from "./levels.ts";
import { type Cell, nestedCellsOf } from "./nested-shape.ts";
import { type PlacedLevel, placeLevel, type SizedFrame } from "./place-level.ts";
import { placeNested } from "./place-nested.ts";
import type { Box, PlacedGraph, Point } from "./placed-graph.ts";
import { downward, type Measures, rightward, upward } from "./sizes.ts";
import { framesGoingUp, noUs, placedU, type U, usIn } from "./u-levels.ts";
import { wrapped } from "./wrap.ts";

/**
 * Where lines run: down; to the right; down and on in a column beside, so that a long chain fills the pane; or automatic: down,
 * but a U-Net as a U.
 */
export type Direction = "automatic" | "down" | "right" | "columns";

export interface Form {
  readonly direction: Direction;
  /** The width of the pane over its height, which columns fill. */
  readonly ratio: number;
}

/** Lays the graph out, the content of every frame by itself, the innermost first. */
export function layOut(
  graph: VisibleGraph,
  form: Form = { direction: "automatic", ratio: 1 },
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
  const us = plan.direction === "automatic" ? usIn(graph, levels) : noUs;
  return assembled(
    graph,
    levels,
    placedLevels(levels, { ...plan, nested: nestedOf(graph, levels, plan) }, us),
  );
}

/** The canvas as a nested U-Net; null where it is none. */
function nestedOf(graph: VisibleGraph, levels: Levels, { direction }: Plan): readonly Cell[] | null {
  const canvas = levels.get(null);
  const pixels = new Map(graph.edges.map(({ id, pixels }) => [id, pixels]));
  if (direction !== "automatic" || canvas === undefined) return null;
  return nestedCellsOf(canvas, ({ edges }) => pixels.get(edges[0] ?? "") ?? null);
}

/** A level that is laid out. */
interface Laid extends Inner {
  /** Whether it is turned over, by half a turn: its lines run up. */
  readonly turned: boolean;
}

/** All levels by their frames. Where something stands in the way of a U, its level and those inside are laid out as others. */
function placedLevels(
  levels: Levels,
  plan: Plan & { readonly nested: readonly Cell[] | null },
  us: ReadonlyMap<ItemId | null, U>,
): ReadonlyMap<ItemId | null, Laid> {
  const { forms, direction, ratio } = plan;
  const turned = framesGoingUp(levels, us);
  const laid = new Map<ItemId | null, Laid>();
  for (const [frame, plain] of [...levels].reverse()) {
    const up = turned.has(frame);
    const level = up ? { ...plain, measures: upward } : plain;
    const inner = level.members.map(({ kind, id }) => (kind === "frame" ? laid.get(id) : undefined));
    const sizes = inner.map(sizedFrame);
    const wide = frame === null ? ratio : 1;
    const inRows = (): PlacedLevel => {
      const inRow = placeLevel(level, sizes);
      return direction === "columns" ? wrapped(level, inRow, wide) : inRow;
    };
    const way = `${direction} ${direction === "columns" ? wide : ""}${up ? "up" : ""}`;
    const u = us.get(frame);
    const triangle = frame === null && plan.nested !== null ? placeNested(level, plan.nested, sizes) : null;
    const placed =
      triangle ??
      (u === undefined ? placedOnce(level, inner, { forms, way, place: inRows }) : placedU(level, u, sizes));
    if (placed === null) {
      return placedLevels(levels, plan, new Map([...us].filter(([one]) => one !== frame)));
    }
    laid.set(frame, { placed, crossings: crossingsOf(level), turned: up });
  }
  return laid;
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
  levels: Levels,
  laid: ReadonlyMap<ItemId | null, Laid>,
): PlacedGraph {
  const boxes = new Map<ItemId, Box>();
  const stretches = new Map<string, (readonly Point[])[]>(edges.map(({ id }) => [id, []]));
  for (const [frame, { members, links, measures }] of levels) {
    const { placed, turned = false } = laid.get(frame) ?? {};
    const origin = frame === null ? { x: 0, y: 0 } : (boxes.get(frame) ?? { x: 0, y: 0 });
    const end = { x: origin.x + (placed?.width ?? 0), y: origin.y + (placed?.height ?? 0) };
    const moved = ({ x, y }: Point): Point =>
      turned ? { x: end.x - x, y: end.y - y } : { x: x + origin.x, y: y + origin.y };
    for (const [member, { kind, id }] of members.entries()) {
      if (kind !== "box" && kind !== "frame") continue;
      const { width, height } = (kind === "box" ? null : laid.get(id)?.placed) ?? measures.box;
      const { x, y } = moved(placed?.places[member] ?? { x: 0, y: 0 });
      boxes.set(id, turned ? { x: x - width, y: y - height, width, height } : { x, y, width, height });
    }
    for (const [index, { edges: passing }] of links.entries()) {
      const points = (placed?.corners[index] ?? []).map(moved);
      for (const edge of passing) stretches.get(edge)?.push(points);
    }
  }
  const { width = 0, height = 0 } = laid.get(null)?.placed ?? {};
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
