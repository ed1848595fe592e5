/**
 * The points of F(4, 4) but ∞, with the factor by which the kernel has each one's row of Bᵀ (for ±2) or column of Aᵀ
 * (for ±1/2) larger: its numbers are whole then.
 */
const points = [
  { p: 1, scale: 1 },
  { p: -1, scale: 1 },
  { p: 2, scale: 4 },
  { p: -2, scale: 4 },
  { p: 0.5, scale: 8 },
  { p: -0.5, scale: 8 },
] as const;

/**
 * G of F(4, 4) by Toom and Cook: row p is p^i / ∏ (p − q) over the other points q, less that factor, and the last
 * tap alone for ∞.
 */
const G: readonly (readonly number[])[] = [
  ...points.map(({ p, scale }) => {
    const others = points.filter(({ p: q }) => q !== p);
    const divisor = others.reduce<number>((product, { p: q }) => product * (p - q), scale);
    return [0, 1, 2, 3].map((power) => p ** power / divisor);
  }),
  [0, 0, 0, 1],
];

/** The phases of rows and columns in the order of the kernel's lanes. */
const phases = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/**
 * Filters [O][I][kh ≤ 7][kw ≤ 7] for stride 2: G g Gᵀ of the taps g of each of the four phases, computed in double
 * and rounded once: [O / 8][49 points][I][phases][8]. At ∞ the odd phases, which have no fourth tap, are left
 * out. `scales` is a factor per output channel.
 */
export function packWinogradPlanar(
  target: Float32Array,
  weights: Float32Array,
  scales: Float64Array,
  [, inChannels = 1, kernelHeight = 1, kernelWidth = 1]: readonly number[],
): void {
  const taps = kernelHeight * kernelWidth;
  const lane = inChannels * 8;
  for (let o = 0; o < scales.length; o++) {
    const block = (o >> 3) * 169 * lane + (o & 7);
    for (let c = 0; c < inChannels; c++) {
      const from = (o * inChannels + c) * taps;
      const filter = Float64Array.from(weights.subarray(from, from + taps), (w) => w * (scales[o] ?? 0));
      for (const [down, along] of phases) {
        let to = block;
        phasePoints(filter, kernelHeight, kernelWidth, down, along).forEach((value, point) => {
          const [last, lowest] = [point % 7 === 6, point >= 42];
          const rows = lowest ? 1 : 2;
          const columns = last ? 1 : 2;
          const part = (c * rows + down) * columns + along;
          if (down < rows && along < columns) target[to + part * 8] = value;
          to += rows * columns * lane;
        });
      }
    }
  }
}

/** G g Gᵀ of every other tap of a filter, from row `down` and column `along` on. */
function phasePoints(
  filter: Float64Array,
  height: number,
  width: number,
  down: number,
  along: number,
): Float64Array {
  const result = new Float64Array(49);
  for (let y = down; y < height; y += 2) {
    for (let x = along; x < width; x += 2) {
      const tap = filter[y * width + x] ?? 0;
      for (let i = 0; i < 7; i++) {
        const share = (G[i]?.[y >> 1] ?? 0) * tap;
        for (let j = 0; j < 7; j++)
          result[i * 7 + j] = (result[i * 7 + j] ?? 0) + share * (G[j]?.[x >> 1] ?? 0);
      }
    }
  }
  return result;
}
