/**
 * A block of eight output channels side by side, [8][step] → [rows][8], which meets each line of the caches once:
 * `rows` of the numbers from `from` on, times a factor per channel; zeros for channels that are not there.
 */
export function packRows(
  target: Float32Array,
  to: number,
  weights: Float32Array,
  from: number,
  step: number,
  rows: number,
  scales: Float64Array,
  first: number,
): void {
  const s0 = scales[first] ?? 0;
  const s1 = scales[first + 1] ?? 0;
  const s2 = scales[first + 2] ?? 0;
  const s3 = scales[first + 3] ?? 0;
  const s4 = scales[first + 4] ?? 0;
  const s5 = scales[first + 5] ?? 0;
  const s6 = scales[first + 6] ?? 0;
  const s7 = scales[first + 7] ?? 0;
  for (let i = from, at = to; i < from + rows; i++, at += 8) {
    target[at] = (weights[i] ?? 0) * s0;
    target[at + 1] = (weights[i + step] ?? 0) * s1;
    target[at + 2] = (weights[i + 2 * step] ?? 0) * s2;
    target[at + 3] = (weights[i + 3 * step] ?? 0) * s3;
    target[at + 4] = (weights[i + 4 * step] ?? 0) * s4;
    target[at + 5] = (weights[i + 5 * step] ?? 0) * s5;
    target[at + 6] = (weights[i + 6 * step] ?? 0) * s6;
    target[at + 7] = (weights[i + 7 * step] ?? 0) * s7;
  }
}
