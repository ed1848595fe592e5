import type { RowPacker } from "./pack-rows.ts";

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
  packer: RowPacker,
): void {
  const halves = levels === 2 ? 2 : 1;
  const rows = inChannels / halves;
  const blocks = Math.ceil(scales.length / 8 / 2 ** levels) * 2 ** levels;
  const quarter = (blocks * inChannels * 8) / 4;
  const begin = target.length - quarter * 4;
  for (let block = 0; block < blocks; block++) {
    packer.bring(weights, inChannels, scales, block);
    const [group, inGroup] = [block >> 2, block & 3];
    for (let half = 0; half < halves; half++) {
      const quartered = ((inGroup >> 1) * 2 + half) * quarter + (group * 2 + (inGroup & 1)) * rows * 8;
      const at = begin + (levels === 2 ? quartered : block * rows * 8);
      packer.pack(target, at, half * rows, rows);
    }
  }
}
