import { type Crossing, mayMerge, type Route } from "./route-links.ts";
import type { Stacked } from "./spread.ts";

/*
 * Where a line turns decides how long it runs upright beside its source or target: so long it must not run on top of another one.
 */

/** Upright lines this close to each other look like one, … */
const leastApart = 3;
/** … where they run side by side for so long. */
const longest = 3;

export interface UprightLines {
  /** How many others a line would run on top of if it turned at this height; `routes` as they are now. */
  readonly merged: (crossing: Crossing, y: number, routes: readonly Route[]) => number;
}

/** Of all routes, whose lines stay where they are and only become shorter or longer. */
export function uprightLines({ level }: Stacked, routes: readonly Route[]): UprightLines {
  const byPlace = new Map<number, Set<number>>();
  for (const [index, { start, lane, end }] of routes.entries()) {
    for (const x of [start.x, lane, end.x]) {
      const place = placeOf(x);
      const there = byPlace.get(place) ?? new Set();
      byPlace.set(place, there.add(index));
    }
  }
  return {
    merged(crossing, y, moved) {
      const route = moved[crossing.index];
      if (route === undefined) return 0;
      const [below, beside, above] = uprights(turnedAt(route, crossing, y));
      const own = [crossing.at === "source" ? below : above, beside];
      const near = own.map(({ x }) => [-1, 0, 1].flatMap((by) => [...(byPlace.get(placeOf(x) + by) ?? [])]));
      return own.reduce((sum, line, nth) => {
        const others = [...new Set(near[nth])].filter((index) => {
          const [link, other] = [level.links[index], moved[index]];
          if (link === undefined || other === undefined || mayMerge(link, crossing.link)) return false;
          return uprights(other).some((one) => looksLikeOne(line, one));
        });
        return sum + others.length;
      }, 0);
    },
  };
}

function placeOf(x: number): number {
  return Math.floor(x / leastApart);
}

/** The route with another height for this turn. */
export function turnedAt(route: Route, { at }: Crossing, y: number): Route {
  return { ...route, [at === "source" ? "fork" : "join"]: y };
}

interface Upright {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

function uprights({ start, fork, lane, join, end }: Route): readonly [Upright, Upright, Upright] {
  return [upright(start.x, start.y, fork), upright(lane, fork, join), upright(end.x, join, end.y)];
}

function upright(x: number, from: number, to: number): Upright {
  return { x, top: Math.min(from, to), bottom: Math.max(from, to) };
}

function looksLikeOne(one: Upright, other: Upright): boolean {
  const shared = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return Math.abs(one.x - other.x) < leastApart && shared > longest;
}
