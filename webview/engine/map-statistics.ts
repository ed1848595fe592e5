/** What is said of a node's output for the first image of the batch. */
export interface MapStatistics {
  /** Of the finite elements. */
  readonly mean: number;
  readonly standardDeviation: number;
  /** Elements that are NaN or infinite. */
  readonly notFinite: number;
  /** Channels in which every element is 0: nothing that comes in lets them answer. */
  readonly dead: number;
  /** How many of the finite elements are in each of equal ranges, from the smallest element to the largest. */
  readonly histogram: readonly number[];
}

const bins = 32;

/** Two passes over the channels, which lie one after the other. */
export function mapStatistics(
  values: Float32Array,
  planeSize: number,
  [low, high]: readonly [number, number],
): MapStatistics {
  const histogram = new Array<number>(bins).fill(0);
  const factor = high > low ? bins / (high - low) : 0;
  let [sum, squares, finite] = [0, 0, 0];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (!Number.isFinite(value)) continue;
    sum += value;
    squares += value * value;
    finite += 1;
    const bin = Math.min(((value - low) * factor) | 0, bins - 1);
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  const mean = sum / finite;
  return {
    mean,
    standardDeviation: Math.sqrt(Math.max(squares / finite - mean * mean, 0)),
    notFinite: values.length - finite,
    dead: deadPlanes(values, planeSize),
    histogram,
  };
}

function deadPlanes(values: Float32Array, size: number): number {
  let dead = 0;
  for (let from = 0; from < values.length; from += size) {
    let at = from;
    while (at < from + size && values[at] === 0) at++;
    if (at === from + size) dead += 1;
  }
  return dead;
}
