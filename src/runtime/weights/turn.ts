/**
 * The weights of a transposed convolution as a convolution has them: [I][O / groups][tap] becomes
 * [O][I / groups][tap], the taps in the order named.
 */
export function turnWeights(
  weights: Float32Array,
  [inChannels = 1, outputs = 1]: readonly number[],
  groups: number,
  order: readonly number[],
): Float32Array {
  const taps = order.length;
  const inputs = inChannels / groups;
  const turned = new Float32Array(weights.length);
  for (let o = 0; o < outputs * groups; o++) {
    const group = Math.floor(o / outputs);
    for (let i = 0; i < inputs; i++) {
      const from = ((group * inputs + i) * outputs + (o % outputs)) * taps;
      const to = (o * inputs + i) * taps;
      for (let tap = 0; tap < taps; tap++) turned[to + tap] = weights[from + (order[tap] ?? 0)] ?? 0;
    }
  }
  return turned;
}
