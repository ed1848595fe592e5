import { AdaptivePoolLayer } from "./adaptive-pool.ts";

/** Length of the output; null keeps the input's. */
export type AdaptiveSize1d = number | null | readonly [length: number | null] | readonly number[];

/** Height and width of the output, or one number for both; null keeps the input's. */
export type AdaptiveSize =
  | number
  | readonly [height: number | null, width: number | null]
  | readonly number[];

/** Depth, height and width of the output, or one number for all; null keeps the input's. */
export type AdaptiveSize3d =
  | number
  | readonly [depth: number | null, height: number | null, width: number | null]
  | readonly number[];

/** Means over as many equal parts of the signal as the output has elements, whatever the input's size: [N, C, L] → [N, C, outputLength]. */
export class AdaptiveAvgPool1d extends AdaptivePoolLayer<AdaptiveSize1d> {
  constructor(outputSize: AdaptiveSize1d) {
    super("avg", 1, outputSize);
  }
}

/** Means over as many equal parts of the image as the output has elements, whatever the input's size: [N, C, H, W] → [N, C, outputHeight, outputWidth]. */
export class AdaptiveAvgPool2d extends AdaptivePoolLayer<AdaptiveSize> {
  constructor(outputSize: AdaptiveSize) {
    super("avg", 2, outputSize);
  }
}

/** Means over as many equal parts of the volume as the output has elements, whatever the input's size: [N, C, D, H, W] → [N, C, outputDepth, outputHeight, outputWidth]. */
export class AdaptiveAvgPool3d extends AdaptivePoolLayer<AdaptiveSize3d> {
  constructor(outputSize: AdaptiveSize3d) {
    super("avg", 3, outputSize);
  }
}

/** The largest numbers in as many equal parts of the signal as the output has elements, whatever the input's size: [N, C, L] → [N, C, outputLength]. */
export class AdaptiveMaxPool1d extends AdaptivePoolLayer<AdaptiveSize1d> {
  constructor(outputSize: AdaptiveSize1d) {
    super("max", 1, outputSize);
  }
}

/** The largest numbers in as many equal parts of the image as the output has elements, whatever the input's size: [N, C, H, W] → [N, C, outputHeight, outputWidth]. */
export class AdaptiveMaxPool2d extends AdaptivePoolLayer<AdaptiveSize> {
  constructor(outputSize: AdaptiveSize) {
    super("max", 2, outputSize);
  }
}

/** The largest numbers in as many equal parts of the volume as the output has elements, whatever the input's size: [N, C, D, H, W] → [N, C, outputDepth, outputHeight, outputWidth]. */
export class AdaptiveMaxPool3d extends AdaptivePoolLayer<AdaptiveSize3d> {
  constructor(outputSize: AdaptiveSize3d) {
    super("max", 3, outputSize);
  }
}
