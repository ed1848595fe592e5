/**
 * The right factors of Strassen's algorithm for a pointwise convolution, computed in double and rounded once:
 * [O][I] → [O / 8 / 2][7][I / 2][8] with one level, [7][O / 8 / 4][7][I / 4][8] with two. `scales` is a factor per
 * output channel. See src/kernel/strassen.ts for the formulas.
 */
export function packStrassen(
  target: Float32Array,
  weights: Float32Array,
  scales: Float64Array,
  inChannels: number,
  levels: number,
): void {
  const blocks = 2 ** levels;
  const whole = blocks * inChannels * 8;
  const matrix = new Float64Array(whole);
  const halved = new Float64Array((whole * 7) / 4);
  const quartered = new Float64Array((whole * 7) / 16);
  for (let first = 0, group = 0; first < scales.length; first += blocks * 8, group++) {
    gather(matrix, weights, scales, inChannels, first, blocks * 8);
    expand(matrix, 0, whole / 4, blocks / 2, halved, 0);
    if (levels === 1) target.set(halved, group * halved.length);
    for (let i = 0; levels === 2 && i < 7; i++) {
      expand(halved, (i * whole) / 4, whole / 16, 1, quartered, 0);
      target.set(quartered, (i * target.length) / 7 + group * quartered.length);
    }
  }
}

/** Some output channels, [O][I] → [O / 8][I][8]; zeros for those that are not there. */
function gather(
  matrix: Float64Array,
  weights: Float32Array,
  scales: Float64Array,
  inChannels: number,
  first: number,
  count: number,
): void {
  for (let o = 0; o < count; o++) {
    const scale = scales[first + o] ?? 0;
    const to = (o >> 3) * inChannels * 8 + (o & 7);
    const from = (first + o) * inChannels;
    for (let i = 0; i < inChannels; i++) matrix[to + i * 8] = (weights[from + i] ?? 0) * scale;
  }
}

/**
 * B11, B21, T2, T3, −T4, T1, B22 of the matrix at `from`, whose quarters have `size` numbers; a column of quarters
 * is `blocks` blocks of outputs, each of which holds the upper quarter's rows before the lower one's.
 */
function expand(
  matrix: Float64Array,
  from: number,
  size: number,
  blocks: number,
  target: Float64Array,
  to: number,
): void {
  const rows = size / blocks;
  for (let block = 0; block < blocks; block++) {
    const upper = from + block * rows * 2;
    for (let i = upper, at = to + block * rows; i < upper + rows; i++, at++) {
      const b11 = matrix[i] ?? 0;
      const b21 = matrix[i + rows] ?? 0;
      const b12 = matrix[i + size * 2] ?? 0;
      const b22 = matrix[i + size * 2 + rows] ?? 0;
      const t1 = b12 - b11;
      const t2 = b22 - t1;
      target[at] = b11;
      target[at + size] = b21;
      target[at + size * 2] = t2;
      target[at + size * 3] = b22 - b12;
      target[at + size * 4] = b21 - t2;
      target[at + size * 5] = t1;
      target[at + size * 6] = b22;
    }
  }
}
