/** Weights of a transposed convolution in a convolution's layout: [I][O / groups][tap] → [O][I / groups][tap], taps in `order`. */
export function asConvolutionWeights(
  weights: Float32Array,
  [inChannels = 1, outputs = 1]: readonly number[],
  groups: number,
  order: readonly number[],
): Float32Array {
  const taps = order.length;
  const inputs = inChannels / groups;
  const result = new Float32Array(weights.length);
  for (let o = 0; o < outputs * groups; o++) {
    const group = Math.floor(o / outputs);
    for (let i = 0; i < inputs; i++) {
      const from = ((group * inputs + i) * outputs + (o % outputs)) * taps;
      const to = (o * inputs + i) * taps;
      for (let tap = 0; tap < taps; tap++) result[to + tap] = weights[from + (order[tap] ?? 0)] ?? 0;
    }
  }
  return result;
}
