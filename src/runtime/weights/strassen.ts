/**
 * The right factor of a pointwise convolution, [O][I], as `strassen_weights` takes it: at the end of the target, with
 * one level as [O / 8][I][8], with two in quarters, [2 of every 4 blocks][halves of I][O / 8 / 4][2][I / 2][8].
 * `scales` is a factor per output channel.
 */
export function packStrassen(
  target: Float32Array,
  weights: Float32Array,
  scales: Float64Array,
  inChannels: number,
  levels: number,
): void {
  const halves = levels === 2 ? 2 : 1;
  const rows = inChannels / halves;
  const blocks = Math.ceil(scales.length / 8 / 2 ** levels) * 2 ** levels;
  const quarter = (blocks * inChannels * 8) / 4;
  const begin = target.length - quarter * 4;
  for (let block = 0; block < blocks; block++) {
    for (let half = 0; half < halves; half++) {
      const [group, inGroup] = [block >> 2, block & 3];
      const quartered = ((inGroup >> 1) * 2 + half) * quarter + (group * 2 + (inGroup & 1)) * rows * 8;
      const at = begin + (levels === 2 ? quartered : block * rows * 8);
      packRows(
        target,
        at,
        weights,
        block * 8 * inChannels + half * rows,
        inChannels,
        rows,
        scales,
        block * 8,
      );
    }
  }
}

/** Eight output channels side by side, which meets each line of the caches once; zeros for those that are not there. */
function packRows(
  target: Float32Array,
  to: number,
  weights: Float32Array,
  from: number,
  step: number,
  rows: number,
  scales: Float64Array,
  first: number,
): void {
  const scale = (lane: number): number => scales[first + lane] ?? 0;
  const [s0, s1, s2, s3] = [scale(0), scale(1), scale(2), scale(3)];
  const [s4, s5, s6, s7] = [scale(4), scale(5), scale(6), scale(7)];
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
