import type { RowPacker } from "./pack-rows.ts";

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
  packer: RowPacker,
): void {
  const blocks = Math.ceil(scales.length / 8);
  const blockLength = inChannels * 8;
  for (let block = 0; block < blocks; block++) {
    packer.bring(weights, inChannels * 9, scales, block);
    packer.packWinograd(target, block * blockLength, blocks * blockLength, inChannels, strided);
  }
}
