/** A stretch of memory that is needed from one step to another, both included. */
export interface Lifetime {
  readonly bytes: number;
  readonly from: number;
  readonly to: number;
}

export interface MemoryPlan {
  /** Where each stretch begins, in the order given. */
  readonly offsets: readonly number[];
  /** Bytes of the whole arena. */
  readonly bytes: number;
  /** The largest sum of what lives at one step: no plan can be smaller. */
  readonly largestLiveSet: number;
}

/**
 * Gives every stretch a place so that no two that live at one step overlap: the largest first, each in the
 * smallest gap that holds it (Pisarchyk and Lee 2020, "greedy by size"). Offsets are multiples of
 * `alignment`.
 */
export function planMemory(lifetimes: readonly Lifetime[], alignment = 64): MemoryPlan {
  const sizes = lifetimes.map(({ bytes }) => Math.ceil(bytes / alignment) * alignment);
  const offsets = lifetimes.map(() => 0);
  const placedAt = new Map<number, number[]>();
  const bySize = lifetimes
    .map((_, index) => index)
    .sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  for (const index of bySize) {
    const others = placedDuring(lifetimes[index], placedAt);
    offsets[index] = smallestGap(others, offsets, sizes, sizes[index] ?? 0);
    recordPlaced(index, lifetimes[index], placedAt);
  }
  const bytes = offsets.reduce((end, offset, index) => Math.max(end, offset + (sizes[index] ?? 0)), 0);
  return { offsets, bytes, largestLiveSet: largestLiveSet(lifetimes, sizes) };
}

/** Steps are the index: in a chain of thousands few values live at any one of them. */
function placedDuring(
  lifetime: Lifetime | undefined,
  placedAt: ReadonlyMap<number, number[]>,
): readonly number[] {
  const found = new Set<number>();
  if (lifetime === undefined) return [];
  for (let step = lifetime.from; step <= lifetime.to; step++) {
    for (const index of placedAt.get(step) ?? []) found.add(index);
  }
  return [...found];
}

function recordPlaced(index: number, lifetime: Lifetime | undefined, placedAt: Map<number, number[]>): void {
  if (lifetime === undefined) return;
  for (let step = lifetime.from; step <= lifetime.to; step++) {
    const there = placedAt.get(step);
    if (there === undefined) placedAt.set(step, [index]);
    else there.push(index);
  }
}

/**
 * The start of the smallest gap of at least `size` between what is placed; behind all of it where there is
 * none.
 */
function smallestGap(
  others: readonly number[],
  offsets: readonly number[],
  sizes: readonly number[],
  size: number,
): number {
  const taken = others
    .map((index) => ({ start: offsets[index] ?? 0, end: (offsets[index] ?? 0) + (sizes[index] ?? 0) }))
    .sort((a, b) => a.start - b.start);
  let best: { start: number; room: number } | undefined;
  let end = 0;
  for (const stretch of taken) {
    const room = stretch.start - end;
    if (room >= size && (best === undefined || room < best.room)) best = { start: end, room };
    end = Math.max(end, stretch.end);
  }
  return best?.start ?? end;
}

function largestLiveSet(lifetimes: readonly Lifetime[], sizes: readonly number[]): number {
  const changes = new Map<number, number>();
  lifetimes.forEach(({ from, to }, index) => {
    changes.set(from, (changes.get(from) ?? 0) + (sizes[index] ?? 0));
    changes.set(to + 1, (changes.get(to + 1) ?? 0) - (sizes[index] ?? 0));
  });
  let live = 0;
  let largest = 0;
  for (const [, change] of [...changes].sort(([a], [b]) => a - b)) {
    live += change;
    largest = Math.max(largest, live);
  }
  return largest;
}
