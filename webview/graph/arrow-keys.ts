import type { Box } from "../layout/placed-graph.ts";
import type { ItemId } from "../model/item.ts";
import type { Drawing } from "./drawing.ts";

/** Where a key leads from an item: an arrow to its neighbour, Home and End to the first and last item; undefined for nowhere. */
export function destination(
  { graph, placed }: Pick<Drawing, "graph" | "placed">,
  from: ItemId,
  key: MoveKey,
): ItemId | undefined {
  if (isDirection(key)) return neighbour(placed.boxes, from, key);
  return graph.items.at(key === "Home" ? 0 : -1)?.item.id;
}

type MoveKey = Direction | "Home" | "End";

export function isMoveKey(key: string): key is MoveKey {
  return isDirection(key) || key === "Home" || key === "End";
}

export type Direction = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

function isDirection(key: string): key is Direction {
  return key.startsWith("Arrow");
}

/** The nearest item in a direction, sideways distance weighing double; undefined where there is none. */
export function neighbour(
  boxes: ReadonlyMap<ItemId, Box>,
  from: ItemId,
  direction: Direction,
): ItemId | undefined {
  const start = boxes.get(from);
  if (start === undefined) return undefined;
  const distances = [...boxes]
    .filter(([id]) => id !== from)
    .map(([id, box]) => ({ id, ...offset(anchor(start), anchor(box), direction) }))
    .filter(({ ahead }) => ahead > 1);
  return distances.sort((a, b) => a.ahead + 2 * a.aside - (b.ahead + 2 * b.aside))[0]?.id;
}

interface Anchor {
  readonly x: number;
  readonly y: number;
}

/** A frame counts as being where its title is, so that it comes before its content. */
function anchor({ x, y, width }: Box): Anchor {
  return { x: x + width / 2, y: y + 14 };
}

function offset(
  from: Anchor,
  to: Anchor,
  direction: Direction,
): { readonly ahead: number; readonly aside: number } {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (direction === "ArrowDown") return { ahead: dy, aside: Math.abs(dx) };
  if (direction === "ArrowUp") return { ahead: -dy, aside: Math.abs(dx) };
  return { ahead: direction === "ArrowRight" ? dx : -dx, aside: Math.abs(dy) };
}
