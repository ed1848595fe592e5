import type { Place } from "../../src/runtime/index.ts";

/** How the elements of one plane stand on the screen: an image as it is, a vector in rows of 32. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** The elements there are; the last row of a vector may be shorter. */
  readonly count: number;
}

const longestRow = 32;

export function gridOf(height: number, width: number): Grid {
  if (height > 1 || width <= longestRow) return { rows: height, columns: width, count: height * width };
  return { rows: Math.ceil(width / longestRow), columns: longestRow, count: width };
}

/** The output's plane: its last two axes, or the one axis of a vector. */
export function outputGrid(shape: readonly number[]): Grid {
  const [height = 1, width = 1] = shape.length < 3 ? [1, shape.at(-1)] : shape.slice(-2);
  return gridOf(height, width);
}

/** The number of an element in its plane, row by row. */
export function indexIn(shape: readonly number[], place: Place): number {
  const [row = 0, column = 0] = shape.length < 3 ? [0, place.at(-1)] : place.slice(-2);
  return row * (shape.at(-1) ?? 1) + column;
}

/** The element of that number in the same plane. */
export function withIndex(shape: readonly number[], place: Place, index: number): Place {
  if (shape.length < 3) return [...place.slice(0, -1), index];
  const width = shape.at(-1) ?? 1;
  return [...place.slice(0, -2), Math.floor(index / width), index % width];
}

/** The next element in the order of playing; the first after the last. */
export function after(shape: readonly number[], place: Place, by = 1): Place {
  const { count } = outputGrid(shape);
  return withIndex(shape, place, (indexIn(shape, place) + by + count) % count);
}

/** The same place in another channel, or of another row of a matrix; the first after the last. */
export function inChannel(shape: readonly number[], place: Place, by: number): Place {
  const axis = channelAxis(shape);
  const size = shape[axis] ?? 1;
  return place.with(axis, ((place[axis] ?? 0) + by + size) % size);
}

export function channelAxis({ length }: readonly number[]): number {
  return Math.max(length - 3, 0);
}

/** Where a key leads; undefined for other keys. Arrows stay within the plane. */
export function placeAfterKey(shape: readonly number[], place: Place, key: string): Place | undefined {
  const { columns, count } = outputGrid(shape);
  const index = indexIn(shape, place);
  const start = index - (index % columns);
  const column = index % columns;
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: column > 0 ? index - 1 : index,
    ArrowRight: column < columns - 1 ? index + 1 : index,
    ArrowUp: index - columns,
    ArrowDown: index + columns,
    Home: start,
    End: start + columns - 1,
  };
  if (key === "PageUp") return inChannel(shape, place, -1);
  if (key === "PageDown") return inChannel(shape, place, 1);
  const target = targets[key];
  if (target === undefined) return undefined;
  if (key === "End") return withIndex(shape, place, Math.min(target, count - 1));
  return target < 0 || target >= count ? place : withIndex(shape, place, target);
}
