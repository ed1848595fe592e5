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
  const placed: Placed = { livingAt: new Map(), startingAt: new Map() };
  const bySize = lifetimes
    .map((_, index) => index)
    .sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  for (const index of bySize) {
    const lifetime = lifetimes[index];
    if (lifetime === undefined) continue;
    offsets[index] = smallestGap(placedDuring(lifetime, placed), offsets, sizes, sizes[index] ?? 0);
    recordPlaced(index, lifetime, placed);
  }
  const bytes = offsets.reduce((end, offset, index) => Math.max(end, offset + (sizes[index] ?? 0)), 0);
  return { offsets, bytes, largestLiveSet: largestLiveSet(lifetimes, sizes) };
}

/**
 * What has its place, by step: whatever meets a lifetime lives at its first step or starts at a later one. So a
 * chain of thousands of steps and a model of thousands of outputs both cost no more than what they meet.
 */
interface Placed {
  readonly livingAt: Map<number, number[]>;
  readonly startingAt: Map<number, number[]>;
}

function placedDuring({ from, to }: Lifetime, { livingAt, startingAt }: Placed): readonly number[] {
  const found = [...(livingAt.get(from) ?? [])];
  for (let step = from + 1; step <= to; step++) found.push(...(startingAt.get(step) ?? []));
  return found;
}

function recordPlaced(index: number, { from, to }: Lifetime, { livingAt, startingAt }: Placed): void {
  append(startingAt, from, index);
  for (let step = from; step <= to; step++) append(livingAt, step, index);
}

function append(lists: Map<number, number[]>, step: number, index: number): void {
  const list = lists.get(step);
  if (list === undefined) lists.set(step, [index]);
  else list.push(index);
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
