/** Where something is in the drawing. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The rectangle that marks stay in. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of the circle around a mark's number. */
export const markRadius = 8;

/** The circles of two marks keep so far apart, from centre to centre. */
const apart = 2 * markRadius + 1;

/** How far a mark goes from its point, the least first, and in how many directions. */
const distances = [1.2, 1.8, 2.4, 3.2, 4, 5].map((times) => times * apart);
const directions = 16;

/**
 * Where the numbers of points stand: on them, but beside a point whose circle would cover another one's, so that all can be read.
 * Where there is no room left, a number stays on its point.
 */
export function marksOf(points: readonly Spot[], frame: Frame): readonly Spot[] {
  const marks: Spot[] = [];
  for (const [index, point] of points.entries()) {
    const others = points.filter((_, other) => other !== index);
    const isFree = (spot: Spot, taken: readonly Spot[]): boolean =>
      taken.every((one) => Math.hypot(one.x - spot.x, one.y - spot.y) >= apart);
    const place = isFree(point, marks)
      ? point
      : spotsAround(point).find((spot) => isWithin(spot, frame) && isFree(spot, [...marks, ...others]));
    marks.push(place ?? point);
  }
  return marks;
}

function spotsAround({ x, y }: Spot): readonly Spot[] {
  return distances.flatMap((distance) =>
    Array.from({ length: directions }, (_, nth) => {
      const angle = (2 * Math.PI * nth) / directions;
      return { x: x + distance * Math.cos(angle), y: y - distance * Math.sin(angle) };
    }),
  );
}

function isWithin({ x, y }: Spot, { left, right, top, bottom }: Frame): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
