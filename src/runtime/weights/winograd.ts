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
  const frequency = Math.ceil(outChannels / 8) * inChannels * 8;
  const half = new Float64Array(18);
  for (let o = 0; o < outChannels; o++) {
    const scale = scales[o] ?? 0;
    for (let i = 0; i < inChannels; i++) {
      const to = ((o >> 3) * inChannels + i) * 8 + (o & 7);
      const from = (o * inChannels + i) * 9;
      if (strided) transformStrided(target, to, frequency, weights, from, scale, half);
      else transform(target, to, frequency, weights, from, scale, half);
    }
  }
}

/**
 * G of F(4×4, 3×3) for the points 0, ±1, ±2 (Lavin and Gray 2015) applied to columns, then to rows, with what
 * its rows share: 1/4 0 0, −1/6 ∓1/6 −1/6, 1/24 ±1/12 1/6, 0 0 1. Written out twice, since a function for
 * both would meet two kinds of array, which engines do not optimise.
 */
function transform(
  target: Float32Array,
  to: number,
  step: number,
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
  for (let row = 0, place = to; row < 18; row += 3) {
    const a = half[row] ?? 0;
    const b = half[row + 1] ?? 0;
    const c = half[row + 2] ?? 0;
    const outer = -(a + c) / 6;
    const far = a / 24 + c / 6;
    target[place] = a / 4;
    target[place + step] = outer - b / 6;
    target[place + 2 * step] = outer + b / 6;
    target[place + 3 * step] = far + b / 12;
    target[place + 4 * step] = far - b / 12;
    target[place + 5 * step] = c;
    place += 6 * step;
  }
}

/** G of F(4, 2) for the points 0, ±1, 2: 1/2 0, −1/2 −1/2, −1/6 1/6, 1/6 1/3, 0 1; then the middle tap. */
function transformStrided(
  target: Float32Array,
  to: number,
  step: number,
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
  for (let row = 0, place = to; row < 18; row += 3) {
    const a = half[row] ?? 0;
    const c = half[row + 2] ?? 0;
    target[place] = a / 2;
    target[place + step] = -(a + c) / 2;
    target[place + 2 * step] = (c - a) / 6;
    target[place + 3 * step] = a / 6 + c / 3;
    target[place + 4 * step] = c;
    target[place + 5 * step] = half[row + 1] ?? 0;
    place += 6 * step;
  }
}
