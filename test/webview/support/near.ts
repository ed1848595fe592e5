import type { Box } from "../../../webview/layout/placed-graph.ts";

const side = 256;

/** Looks up which of many boxes may touch a place, so that a test of a large net need not look at every pair. */
export function nearby<T>(all: readonly T[], boxOf: (one: T) => Box): (place: Box) => readonly T[] {
  const squares = new Map<string, T[]>();
  for (const one of all) {
    for (const key of squaresOf(boxOf(one))) {
      const square = squares.get(key);
      if (square === undefined) squares.set(key, [one]);
      else square.push(one);
    }
  }
  return (place) => [...new Set(squaresOf(place).flatMap((key) => squares.get(key) ?? []))];
}

function squaresOf({ x, y, width, height }: Box): readonly string[] {
  const [left, right] = [Math.floor(x / side), Math.floor((x + width) / side)];
  const [top, bottom] = [Math.floor(y / side), Math.floor((y + height) / side)];
  const keys: string[] = [];
  for (let across = left; across <= right; across++)
    for (let down = top; down <= bottom; down++) keys.push(`${across} ${down}`);
  return keys;
}
