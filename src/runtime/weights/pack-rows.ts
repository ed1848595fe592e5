import type { Kernels } from "../make-call.ts";

/**
 * Packs blocks of eight output channels in the kernel, whose code is fast from the first weight on; a loop here
 * would be compiled when most of a net's weights are packed.
 */
export interface RowPacker {
  /**
   * Brings block `block` of the weights [O][length] to where the kernel reads it; zeros for channels that are not
   * there. `scales` is a factor per output channel.
   */
  bring(weights: Float32Array, length: number, scales: Float64Array, block: number): void;
  /** `columns` of that block from `column` on, times their factors: [columns][8] from `at` of the target on. */
  pack(target: Float32Array, at: number, column: number, columns: number): void;
  /**
   * G g Gᵀ of the block's 3 × 3 filters, times their factors: [inChannels][8] from `at` of the target on, and at 35 places
   * more, `frequency` numbers apart. `strided`: for stride 2.
   */
  packWinograd(
    target: Float32Array,
    at: number,
    frequency: number,
    inChannels: number,
    strided: boolean,
  ): void;
}

/** Offsets in the packer's room: eight factors in single, eight in double, 1440 bytes for a transform, the rows. */
const offsets = { factors: 0, exactFactors: 32, work: 96, rows: 1536 };

/** Bytes of the room that a packer needs for rows of `length` numbers. */
export function packingBytes(length: number): number {
  return offsets.rows + 32 * length;
}

/** A packer that works at `address` of the kernel's memory. */
export function rowPacker(kernels: Kernels, memory: ArrayBuffer, address: number): RowPacker {
  const { pack_rows: packRows, pack_winograd: packWinograd } = kernels;
  if (packRows === undefined || packWinograd === undefined) throw new Error("The kernel packs no weights.");
  const factors = address + offsets.factors;
  const exactFactors = address + offsets.exactFactors;
  const rows = address + offsets.rows;
  let step = 0;
  return {
    bring(weights, length, scales, block) {
      const first = block * 8;
      const present = weights.subarray(first * length, (first + 8) * length);
      const presentScales = scales.subarray(first, first + 8);
      setAll(new Float32Array(memory, factors, 8), presentScales);
      setAll(new Float64Array(memory, exactFactors, 8), presentScales);
      setAll(new Float32Array(memory, rows, 8 * length), present);
      step = length * 4;
    },
    pack(target, at, column, columns) {
      packRows(rows + column * 4, step, factors, target.byteOffset + at * 4, columns);
    },
    packWinograd(target, at, frequency, inChannels, strided) {
      const to = target.byteOffset + at * 4;
      const work = address + offsets.work;
      packWinograd(rows, step, exactFactors, to, frequency * 4, inChannels, strided ? 1 : 0, work);
    },
  };
}

/** Zeros come after the numbers that are there. */
function setAll(target: Float32Array | Float64Array, numbers: Float32Array | Float64Array): void {
  target.set(numbers);
  target.fill(0, numbers.length);
}
