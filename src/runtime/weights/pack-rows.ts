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
}

/** Bytes of the room that a packer needs for rows of `length` numbers. */
export function packingBytes(length: number): number {
  return 32 + 32 * length;
}

/** A packer that works in `room`, of the kernel's memory: eight factors, then eight rows. */
export function rowPacker(kernels: Kernels, room: Float32Array): RowPacker {
  const { pack_rows: packRows } = kernels;
  if (packRows === undefined) throw new Error("The kernel has no pack_rows.");
  let step = 0;
  return {
    bring(weights, length, scales, block) {
      const first = block * 8;
      const present = weights.subarray(first * length, (first + 8) * length);
      room.fill(0, 0, 8);
      room.set(scales.subarray(first, first + 8));
      room.set(present, 8);
      room.fill(0, 8 + present.length, 8 + 8 * length);
      step = length * 4;
    },
    pack(target, at, column, columns) {
      const rows = room.byteOffset + 32 + column * 4;
      packRows(rows, step, room.byteOffset, target.byteOffset + at * 4, columns);
    },
  };
}
