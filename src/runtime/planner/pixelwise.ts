import type { KnownShape } from "../../ir/index.ts";
import type {
  ActivationLowering,
  ConvolutionLowering,
  LinearLowering,
  NormalizationLowering,
} from "../../ops/index.ts";
import type { Stage } from "../../passes/index.ts";
import { channelAxis, isImage } from "./values.ts";

/* How stages whose inputs have an image's channels last work on the image as it is stored; see channels-last.ts. */

/** A stage on an image instead of on its permuted form. */
export type AtPixels = Pick<Stage, "lowering" | "shape">;

export function activationAtPixels(_stage: Stage, lowering: ActivationLowering, image: KnownShape): AtPixels {
  return { lowering, shape: image };
}

export function normalizationAtPixels(
  _stage: Stage,
  lowering: NormalizationLowering,
  image: KnownShape,
): AtPixels | null {
  if (!normalizesLastAxis(lowering)) return null;
  return { lowering: { ...lowering, over: { kind: "pixels", count: 1 } }, shape: image };
}

export function normalizesLastAxis({ over }: NormalizationLowering): boolean {
  return over.kind === "last-axes" && over.count === 1;
}

export function linearAtPixels({ shape }: Stage, lowering: LinearLowering, image: KnownShape): AtPixels {
  const channels = channelAxis(image);
  return {
    lowering: pointwise(lowering),
    shape: image.map((size, axis) => (axis === channels ? (shape.at(-1) ?? 1) : size)),
  };
}

/** A linear layer as a convolution of single pixels. */
export function pointwise({ weight, bias }: LinearLowering): ConvolutionLowering {
  return {
    family: "convolution",
    axes: 2,
    kernel: [1, 1],
    stride: [1, 1],
    padding: { top: 0, bottom: 0, left: 0, right: 0 },
    dilation: [1, 1],
    groups: 1,
    weight,
    bias,
    depth: null,
  };
}

/** Whether a permutation rotates the last three axes of an image: by 1, so that the first comes last, or back by −1. */
export function rotatesChannels(order: readonly number[], shape: KnownShape, by: 1 | -1): boolean {
  const first = channelAxis(shape);
  if (!isImage(shape)) return false;
  return order.every((axis, i) => axis === (i < first ? i : first + ((i - first + by + 3) % 3)));
}
