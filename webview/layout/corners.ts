import type { Point } from "./placed-graph.ts";

/** Drops corners at which the line does not turn. */
export function withoutIdle(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last !== undefined && last.x === point.x && last.y === point.y) continue;
    const onward =
      before !== undefined &&
      last !== undefined &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y));
    if (onward) kept.pop();
    kept.push(point);
  }
  return kept;
}

/** Stretches of a line, in any order, of which each begins where another one ends. */
export function joined(stretches: readonly (readonly Point[])[]): readonly Point[] {
  const left = [...stretches];
  const isStart = (one: readonly Point[]): boolean => !left.some((other) => meet(other.at(-1), one[0]));
  const points: Point[] = [];
  for (let at = Math.max(left.findIndex(isStart), 0); left.length > 0; ) {
    const [next = []] = left.splice(at, 1);
    points.push(...next);
    at = Math.max(
      left.findIndex((one) => meet(next.at(-1), one[0])),
      0,
    );
  }
  return withoutIdle(points);
}

/** Sums of positions in different orders differ in their last digits. */
function meet(a: Point | undefined, b: Point | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a.x - b.x) < 0.5 && Math.abs(a.y - b.y) < 0.5;
}
