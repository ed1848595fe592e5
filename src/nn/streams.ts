/**
 * Each source of random numbers draws from a stream of its own, numbered in the order in which they are made.
 */
let streams = 0;
let seed = 0;

/**
 * Fixes the random numbers of everything made from now on: tensors, and the parameters that a run starts
 * from. Throws a `TypeError` for anything but a number.
 */
export function manualSeed(next: number): void {
  if (typeof next !== "number" || Number.isNaN(next)) throw new TypeError("manualSeed takes a number.");
  seed = next;
  streams = 0;
}

/** @internal */
export function currentSeed(): number {
  return seed;
}

/** @internal */
export function nextStream(): number {
  return streams++;
}
