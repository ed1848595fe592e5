import type { Box, PlacedGraph, Point } from "../layout/placed-graph.ts";
import { frameHeader } from "../layout/sizes.ts";
import type { VisibleGraph } from "../model/visible-graph.ts";

export type Rectangle = Box;

/** What is still free of boxes, titles, borders, lines and labels. */
export interface FreeSpace {
  isFree(rectangle: Rectangle): boolean;
  take(rectangle: Rectangle): void;
}

export function freeSpace(graph: VisibleGraph, placed: PlacedGraph): FreeSpace {
  const space = emptySpace();
  for (const taken of takenBy(graph, placed)) space.take(taken);
  return space;
}

/** What is free of the boxes of layers and folded blocks. */
export function boxSpace(items: VisibleGraph["items"], boxes: PlacedGraph["boxes"]): FreeSpace {
  const space = emptySpace();
  for (const { item, as } of items) {
    const box = as === "frame" ? undefined : boxes.get(item.id);
    if (box !== undefined) space.take(box);
  }
  return space;
}

/** All that a label must not cover. */
export function takenBy({ items }: VisibleGraph, { boxes, routes }: PlacedGraph): readonly Rectangle[] {
  const solid = items.flatMap(({ item, as }) => {
    const box = boxes.get(item.id);
    if (box === undefined) return [];
    return as === "frame" ? [{ ...box, height: frameHeader }, ...bordersOf(box)] : [box];
  });
  return [...solid, ...[...routes.values()].flatMap(stretchesOf)];
}

function bordersOf({ x, y, width, height }: Box): readonly Rectangle[] {
  return [
    { x, y, width: 0, height },
    { x: x + width, y, width: 0, height },
    { x, y: y + height, width, height: 0 },
  ];
}

function stretchesOf(points: readonly Point[]): readonly Rectangle[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    return { x, y, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
  });
}

/** Rectangles by the squares of a grid that they touch, so that only those nearby are looked at. */
function emptySpace(): FreeSpace {
  const squares = new Map<number, Rectangle[]>();
  return {
    isFree: (rectangle) => squaresOf(rectangle).every((key) => isFreeOf(squares.get(key), rectangle)),
    take(rectangle) {
      for (const key of squaresOf(rectangle)) {
        const square = squares.get(key);
        if (square === undefined) squares.set(key, [rectangle]);
        else square.push(rectangle);
      }
    },
  };
}

function isFreeOf(square: readonly Rectangle[] | undefined, rectangle: Rectangle): boolean {
  return square === undefined || !square.some((taken) => overlap(taken, rectangle));
}

const side = 256;

/** More than there are squares in a column. */
const column = 1e6;

/** The key of each square: numbers are looked up faster than texts. */
function squaresOf({ x, y, width, height }: Rectangle): readonly number[] {
  const keys: number[] = [];
  const [right, bottom] = [Math.floor((x + width) / side), Math.floor((y + height) / side)];
  for (let across = Math.floor(x / side); across <= right; across++) {
    for (let down = Math.floor(y / side); down <= bottom; down++) keys.push(across * column + down);
  }
  return keys;
}

/** Lines have no width of their own, so what touches overlaps. */
export function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}
