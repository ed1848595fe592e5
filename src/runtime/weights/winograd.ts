/**
 * G g Gᵀ of every 3 × 3 filter, computed in double and rounded once: [O][I][3][3] → [36][O / 8][I][8].
 * `scales` is a factor per output channel.
 */
export function packWinograd(
  target: Float32Array,
  weights: Float32Array,
  scales: Float64Array,
  inChannels: number,
): void {
  const outChannels = scales.length;
  const frequency = Math.ceil(outChannels / 8) * inChannels * 8;
  const half = new Float64Array(18);
  for (let o = 0; o < outChannels; o++) {
    const scale = scales[o] ?? 0;
    for (let i = 0; i < inChannels; i++) {
      const to = ((o >> 3) * inChannels + i) * 8 + (o & 7);
      transform(target, to, frequency, weights, (o * inChannels + i) * 9, scale, half);
    }
  }
}

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
    const a = weights[from + column] ?? 0;
    const b = weights[from + 3 + column] ?? 0;
    const c = weights[from + 6 + column] ?? 0;
    applyG(half, column, 3, a * scale, b * scale, c * scale);
  }
  for (let row = 0; row < 6; row++) {
    applyG(
      target,
      to + row * 6 * step,
      step,
      half[row * 3] ?? 0,
      half[row * 3 + 1] ?? 0,
      half[row * 3 + 2] ?? 0,
    );
  }
}

/**
 * G of F(4×4, 3×3) for the points 0, ±1, ±2 (Lavin and Gray 2015) times one triple, with what its rows share:
 * 1/4 0 0, −1/6 ∓1/6 −1/6, 1/24 ±1/12 1/6, 0 0 1.
 */
function applyG(
  target: Float32Array | Float64Array,
  to: number,
  step: number,
  a: number,
  b: number,
  c: number,
): void {
  const outer = -(a + c) / 6;
  const far = a / 24 + c / 6;
  target[to] = a / 4;
  target[to + step] = outer - b / 6;
  target[to + 2 * step] = outer + b / 6;
  target[to + 3 * step] = far + b / 12;
  target[to + 4 * step] = far - b / 12;
  target[to + 5 * step] = c;
}
