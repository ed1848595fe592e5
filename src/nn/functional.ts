export { type AttentionOptions, linear, scaledDotProductAttention } from "./attention.ts";
export { flatten } from "./combine.ts";
export * from "./functional/activations.ts";
export { fold, unfold } from "./functional/columns.ts";
export * from "./functional/convolutions.ts";
export * from "./functional/gates.ts";
export * from "./functional/in-place.ts";
export * from "./functional/normalizations.ts";
export { type PadOptions, pad } from "./functional/padding.ts";
export * from "./functional/similarity.ts";

import { optionsOf } from "./arguments.ts";
import { type AdaptiveSize, adaptiveAvgPool2dAttributes } from "./layers/adaptive-avg-pool2d.ts";
import { type AvgPool2dOptions, avgPool2dAttributes } from "./layers/avg-pool2d.ts";
import { type LocalResponseNormOptions, localResponseNormAttributes } from "./layers/local-response-norm.ts";
import { type MaxPool2dOptions, maxPool2dAttributes } from "./layers/max-pool2d.ts";
import type { Size2d } from "./layers/sizes.ts";
import { type InterpolateOptions, upsampleAttributes } from "./layers/upsample.ts";
import { apply, attributes, type GeluOptions, type Tensor } from "./tensor.ts";

/** max(x, 0) */
export function relu(x: Tensor): Tensor {
  return apply("relu", {}, [x]);
}

/** min(max(x, 0), 6) */
export function relu6(x: Tensor): Tensor {
  return apply("relu6", {}, [x]);
}

/** x where positive, negativeSlope · x elsewhere. */
export function leakyRelu(x: Tensor, negativeSlope = 0.01): Tensor {
  return apply("leaky-relu", attributes("leaky-relu", { negativeSlope }), [x]);
}

/** 1 / (1 + e^−x) */
export function sigmoid(x: Tensor): Tensor {
  return apply("sigmoid", {}, [x]);
}

export function tanh(x: Tensor): Tensor {
  return apply("tanh", {}, [x]);
}

/** e^x / Σ e^x along the axis `dim`. */
export function softmax(x: Tensor, dim: number): Tensor {
  return apply("softmax", attributes("softmax", { dim }), [x]);
}

/** ln of the softmax: x − ln Σ e^x along the axis `dim`. */
export function logSoftmax(x: Tensor, dim: number): Tensor {
  return apply("log-softmax", attributes("log-softmax", { dim }), [x]);
}

/** x · sigmoid(x) */
export function silu(x: Tensor): Tensor {
  return apply("silu", {}, [x]);
}

/** x · Φ(x) with the normal distribution's Φ. */
export function gelu(x: Tensor, options: GeluOptions = {}): Tensor {
  const { approximate = "none" } = optionsOf("gelu", options);
  return apply("gelu", attributes("gelu", { approximate }), [x]);
}

/** x · hardsigmoid(x) */
export function hardswish(x: Tensor): Tensor {
  return apply("hardswish", {}, [x]);
}

/** min(max(x + 3, 0), 6) / 6 */
export function hardsigmoid(x: Tensor): Tensor {
  return apply("hardsigmoid", {}, [x]);
}

/** x · tanh(ln(1 + e^x)) */
export function mish(x: Tensor): Tensor {
  return apply("mish", {}, [x]);
}

/** The largest number under a window that slides over height and width. */
export function maxPool2d(x: Tensor, kernelSize: Size2d, options: MaxPool2dOptions = {}): Tensor {
  return apply(
    "max-pool2d",
    attributes("max-pool2d", maxPool2dAttributes(kernelSize, optionsOf("max-pool2d", options))),
    [x],
  );
}

/** The mean under a window that slides over height and width. */
export function avgPool2d(x: Tensor, kernelSize: Size2d, options: AvgPool2dOptions = {}): Tensor {
  return apply(
    "avg-pool2d",
    attributes("avg-pool2d", avgPool2dAttributes(kernelSize, optionsOf("avg-pool2d", options))),
    [x],
  );
}

/** Means over as many equal parts of the image as the output has elements. */
export function adaptiveAvgPool2d(x: Tensor, outputSize: AdaptiveSize): Tensor {
  return apply(
    "adaptive-avg-pool2d",
    attributes("adaptive-avg-pool2d", adaptiveAvgPool2dAttributes(outputSize)),
    [x],
  );
}

/** Another height and width: the size given, or ⌊H · scaleFactor⌋ and ⌊W · scaleFactor⌋. */
export function interpolate(x: Tensor, options: InterpolateOptions): Tensor {
  return apply("upsample", attributes("upsample", upsampleAttributes(optionsOf("upsample", options))), [x]);
}

/** Lets the channels of equal groups take turns: of 2 groups of 3 the channels become 0, 3, 1, 4, 2, 5. */
export function channelShuffle(x: Tensor, groups: number): Tensor {
  return apply("channel-shuffle", attributes("channel-shuffle", { groups }), [x]);
}

/** Every r × r channels become r × r pixels: [N, C·r², H, W] → [N, C, H·r, W·r]. */
export function pixelShuffle(x: Tensor, upscaleFactor: number): Tensor {
  return apply("pixel-shuffle", attributes("pixel-shuffle", { upscaleFactor }), [x]);
}

/** Every r × r pixels become r × r channels: [N, C, H·r, W·r] → [N, C·r², H, W]. */
export function pixelUnshuffle(x: Tensor, downscaleFactor: number): Tensor {
  return apply("pixel-unshuffle", attributes("pixel-unshuffle", { downscaleFactor }), [x]);
}

/** The input itself: models run here as they do after training, when nothing is dropped. */
export function dropout(x: Tensor, p = 0.5): Tensor {
  return apply("dropout", attributes("dropout", { p }), [x]);
}

/** Divides each number by what its neighbouring channels hold at the same place (Krizhevsky et al. 2012). */
export function localResponseNorm(x: Tensor, size: number, options: LocalResponseNormOptions = {}): Tensor {
  return apply(
    "local-response-norm",
    attributes(
      "local-response-norm",
      localResponseNormAttributes(size, optionsOf("local-response-norm", options)),
    ),
    [x],
  );
}
