import type { Random } from "../random.ts";
import type { Value } from "./call.ts";

/** What rows draw their arguments with. */
export interface Draw extends Random {
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  /** Sizes of so many axes. */
  shape(fewest: number, most: number): number[];
  /** An image, with a batch or, now and then, without. */
  image(channels?: number): number[];
  /** An axis of so many, from the end where negative. */
  axis(rank: number): number;
  /** Some axes, each once. */
  axes(rank: number): number[];
  /** A number for height and width, or one for each. */
  pair(from: number, to: number): Value;
  /** Each of the options, or not. */
  some(options: Readonly<Record<string, () => Value>>): Record<string, Value>;
}

/** 8 is a block of the kernels' layout; what lies around it, and primes, are its edges. */
const sizes = [1, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17];
const channelCounts = [1, 2, 3, 4, 6, 8, 9, 16];

export function newDraw(random: Random): Draw {
  const whole = (from: number, to: number): number => from + random.below(to - from + 1);
  const chance = (probability: number): boolean => random.next() < probability;
  const shape = (fewest: number, most: number): number[] => {
    const rank = whole(fewest, most);
    // Two long axes are enough for every kernel's edges.
    return Array.from({ length: rank }, (_, axis) => (axis < rank - 2 ? whole(1, 4) : random.pick(sizes)));
  };
  const axis = (rank: number): number => whole(-rank, rank - 1);
  return {
    ...random,
    whole,
    chance,
    shape,
    axis,
    image(channels = random.pick(channelCounts)) {
      const image = [channels, whole(1, 12), whole(1, 12)];
      return chance(0.15) ? image : [whole(1, 3), ...image];
    },
    axes(rank) {
      const places = Array.from({ length: rank }, (_, place) => place).filter(() => chance(0.5));
      const chosen = places.length > 0 ? places : [random.below(rank)];
      return chosen.map((place) => (chance(0.3) ? place - rank : place));
    },
    pair(from, to) {
      return chance(0.6) ? whole(from, to) : [whole(from, to), whole(from, to)];
    },
    some(options) {
      const kept = Object.entries(options).filter(() => chance(0.5));
      return Object.fromEntries(kept.map(([name, draw]) => [name, draw()]));
    },
  };
}
