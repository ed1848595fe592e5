import type { OutputTensor, TensorStatistics, TopEntry } from "../ir/index.ts";

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
    ...(shape.length === 2 && (shape[1] ?? 0) > 1 ? { top: topEntries(data.subarray(0, shape[1])) } : {}),
  };
}

function topEntries(row: Float32Array): readonly TopEntry[] {
  const entries = [...row].map((value, index) => ({ index, value }));
  return entries.sort((a, b) => b.value - a.value).slice(0, 5);
}
