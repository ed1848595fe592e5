/** Output channels that lie side by side in packed weights. */
const lanes = 8;

/**
 * G g Gᵀ of every 3 × 3 filter, computed in double and rounded once: [O][I][3][3] → [36][O / 8][I][8].
 * `scales` is a factor per output channel. `strided`: for stride 2, where the outer taps are F(4, 2)'s and
 * the middle one stays as it is.
 */
export function packWinograd(
  target: Float32Array,
  weights: Float32Array,
  scales: Float64Array,
  inChannels: number,
  strided: boolean,
): void {
  const outChannels = scales.length;
  const frequency = Math.ceil(outChannels / lanes) * inChannels * lanes;
  const half = new Float64Array(18);
  const block = new Float32Array(36 * lanes);
  for (let first = 0; first < outChannels; first += lanes) {
    const count = Math.min(lanes, outChannels - first);
    // The last block's may be fewer, and zeros come after them.
    block.fill(0);
    for (let i = 0; i < inChannels; i++) {
      for (let lane = 0; lane < count; lane++) {
        const from = ((first + lane) * inChannels + i) * 9;
        const scale = scales[first + lane] ?? 0;
        if (strided) transformStrided(block, lane, weights, from, scale, half);
        else transform(block, lane, weights, from, scale, half);
      }
      writeBlock(target, first * inChannels + i * lanes, frequency, block);
    }
  }
}

/**
 * The 36 places of a block are often a power of two apart, where a cache keeps only a few of them: each is written once and whole,
 * which takes less than half of the time of eight writes, a channel each.
 */
function writeBlock(target: Float32Array, to: number, step: number, block: Float32Array): void {
  for (let from = 0, place = to; from < block.length; from += lanes, place += step) {
    for (let lane = 0; lane < lanes; lane++) target[place + lane] = block[from + lane] ?? 0;
  }
}

/**
 * G of F(4×4, 3×3) for the points 0, ±1, ±2 (Lavin and Gray 2015) applied to columns, then to rows, with what
 * its rows share: 1/4 0 0, −1/6 ∓1/6 −1/6, 1/24 ±1/12 1/6, 0 0 1. Written out twice, since a function for
 * both would meet two kinds of array, which engines do not optimise.
 */
function transform(
  block: Float32Array,
  lane: number,
  weights: Float32Array,
  from: number,
  scale: number,
  half: Float64Array,
): void {
  for (let column = 0; column < 3; column++) {
    const a = (weights[from + column] ?? 0) * scale;
    const b = (weights[from + 3 + column] ?? 0) * scale;
    const c = (weights[from + 6 + column] ?? 0) * scale;
    const outer = -(a + c) / 6;
    const far = a / 24 + c / 6;
    half[column] = a / 4;
    half[column + 3] = outer - b / 6;
    half[column + 6] = outer + b / 6;
    half[column + 9] = far + b / 12;
    half[column + 12] = far - b / 12;
    half[column + 15] = c;
  }
  for (let row = 0, place = lane; row < 18; row += 3) {
    const a = half[row] ?? 0;
    const b = half[row + 1] ?? 0;
    const c = half[row + 2] ?? 0;
    const outer = -(a + c) / 6;
    const far = a / 24 + c / 6;
    block[place] = a / 4;
    block[place + lanes] = outer - b / 6;
    block[place + 2 * lanes] = outer + b / 6;
    block[place + 3 * lanes] = far + b / 12;
    block[place + 4 * lanes] = far - b / 12;
    block[place + 5 * lanes] = c;
    place += 6 * lanes;
  }
}

/** G of F(4, 2) for the points 0, ±1, 2: 1/2 0, −1/2 −1/2, −1/6 1/6, 1/6 1/3, 0 1; then the middle tap. */
function transformStrided(
  block: Float32Array,
  lane: number,
  weights: Float32Array,
  from: number,
  scale: number,
  half: Float64Array,
): void {
  for (let column = 0; column < 3; column++) {
    const a = (weights[from + column] ?? 0) * scale;
    const c = (weights[from + 6 + column] ?? 0) * scale;
    half[column] = a / 2;
    half[column + 3] = -(a + c) / 2;
    half[column + 6] = (c - a) / 6;
    half[column + 9] = a / 6 + c / 3;
    half[column + 12] = c;
    half[column + 15] = (weights[from + 3 + column] ?? 0) * scale;
  }
  for (let row = 0, place = lane; row < 18; row += 3) {
    const a = half[row] ?? 0;
    const c = half[row + 2] ?? 0;
    block[place] = a / 2;
    block[place + lanes] = -(a + c) / 2;
    block[place + 2 * lanes] = (c - a) / 6;
    block[place + 3 * lanes] = a / 6 + c / 3;
    block[place + 4 * lanes] = c;
    block[place + 5 * lanes] = half[row + 1] ?? 0;
    place += 6 * lanes;
  }
}
