import type { DepthWindow } from "../../ops/index.ts";

/** A slice of a volume that a window reads; its index stands between the channel and the row. An image is one without. */
export interface SliceRead {
  readonly name: string;
  readonly index: readonly number[];
  /** Whether it lies in the padding. */
  readonly isOutside: boolean;
}

const image: readonly SliceRead[] = [{ name: "", index: [], isOutside: false }];

/** The slices under a window, one for each of its taps. */
export function slicesUnder(
  { depth }: { readonly depth: DepthWindow | null },
  slice: number,
): readonly SliceRead[] {
  if (depth === null) return image;
  return Array.from({ length: depth.kernel }, (_, tap) =>
    sliceAt(slice * depth.stride - depth.before + tap * depth.dilation, depth.from),
  );
}

/** The slices that a transposed convolution spreads to one of the output, one for each tap of the depth. */
export function slicesSpread(
  { depth }: { readonly depth: DepthWindow | null },
  slice: number,
): readonly SliceRead[] {
  if (depth === null) return image;
  return Array.from({ length: depth.kernel }, (_, tap) => {
    const from = (slice + depth.before - tap * depth.dilation) / depth.stride;
    return Number.isInteger(from) ? sliceAt(from, depth.from) : { name: "", index: [0], isOutside: true };
  });
}

/** Slices from one on. */
export function slicesFrom(first: number, count: number, depth: number): readonly SliceRead[] {
  return Array.from({ length: count }, (_, i) => sliceAt(first + i, depth));
}

function sliceAt(at: number, depth: number): SliceRead {
  return { name: `, slice ${at}`, index: [at], isOutside: at < 0 || at >= depth };
}
