import type { OutputTensor, TensorStatistics } from "../ir/index.ts";

/** Range, mean and spread of a tensor's finite elements. For class scores also the largest. */
export function tensorStatistics({ shape, data }: OutputTensor): TensorStatistics {
  let [minimum, maximum, sum, squares, finite] = [Infinity, -Infinity, 0, 0, 0];
  for (const value of data) {
    if (!Number.isFinite(value)) continue;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
    sum += value;
    squares += value * value;
    finite += 1;
  }
  const mean = sum / finite;
  return {
    shape,
    minimum,
    maximum,
    mean,
    // In double, so the difference of squares keeps enough digits for float32 data; rounding may leave it
    // below 0.
    standardDeviation: Math.sqrt(Math.max(squares / finite - mean * mean, 0)),
    notFinite: data.length - finite,
    ...(isScores(shape) ? topOf(data.subarray(0, shape[1])) : {}),
  };
}

/** One row of scores an image, [N, classes] or [N, classes, 1, 1]. */
function isScores([, classes = 1, ...rest]: readonly number[]): boolean {
  return classes > 1 && rest.every((size) => size === 1);
}

/** The row is a distribution already where it has no negative number and sums to 1, as after a softmax. */
function topOf(row: Float32Array): Pick<TensorStatistics, "top" | "topFrom"> {
  const sum = row.reduce((total, value) => total + value, 0);
  const isDistribution = Math.abs(sum - 1) < 1e-3 && row.every((value) => value >= 0);
  const probabilities = isDistribution ? row : softmax(row);
  const entries = Array.from(row, (value, index) => ({
    ...{ index, value },
    probability: probabilities[index] ?? Number.NaN,
  }));
  const top = entries.sort((a, b) => b.value - a.value).slice(0, 5);
  return { top, topFrom: isDistribution ? "output" : "softmax" };
}

/** The largest number is subtracted first, so that nothing overflows. */
function softmax(row: Float32Array): Float64Array {
  const largest = row.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const powers = Float64Array.from(row, (value) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
