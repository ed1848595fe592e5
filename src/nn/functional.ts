export { type AttentionOptions, linear, scaledDotProductAttention } from "./attention.ts";
export { flatten } from "./combine.ts";
export * from "./functional/activations.ts";
export { fold, unfold } from "./functional/columns.ts";
export * from "./functional/convolutions.ts";
export * from "./functional/dropouts.ts";
export * from "./functional/gates.ts";
export * from "./functional/grids.ts";
export * from "./functional/in-place.ts";
export { type LPPoolOptions, lpPool1d, lpPool2d } from "./functional/lp-pooling.ts";
export * from "./functional/normalizations.ts";
export { type PadOptions, pad } from "./functional/padding.ts";
export { embedding, oneHot } from "./functional/places.ts";
export * from "./functional/pooling.ts";
export * from "./functional/similarity.ts";

import { optionsOf } from "./arguments.ts";
import { type ActivationOptions, activation } from "./functional/activation.ts";
import { type LocalResponseNormOptions, localResponseNormAttributes } from "./layers/local-response-norm.ts";
import { type InterpolateOptions, upsampling } from "./layers/upsample.ts";
import type { GeluOptions } from "./tensor/pointwise-methods.ts";
import { apply, asTensor, attributes, type Tensor } from "./tensor.ts";

/** max(x, 0) */
export function relu(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("relu", {}, x, options);
}

/** min(max(x, 0), 6) */
export function relu6(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("relu6", {}, x, options);
}

/** x where positive, negativeSlope · x elsewhere. */
export function leakyRelu(x: Tensor, negativeSlope = 0.01, options: ActivationOptions = {}): Tensor {
  return activation("leaky-relu", { negativeSlope }, x, options);
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
export function silu(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("silu", {}, x, options);
}

/** x · Φ(x) with the normal distribution's Φ. */
export function gelu(x: Tensor, options: GeluOptions = {}): Tensor {
  const { approximate = "none" } = optionsOf("gelu", options);
  return apply("gelu", attributes("gelu", { approximate }), [x]);
}

/** x · hardsigmoid(x) */
export function hardswish(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("hardswish", {}, x, options);
}

/** min(max(x + 3, 0), 6) / 6 */
export function hardsigmoid(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("hardsigmoid", {}, x, options);
}

/** x · tanh(ln(1 + e^x)) */
export function mish(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("mish", {}, x, options);
}

/** Another height and width, length, or depth, height and width: the size given, or ⌊H · scaleFactor⌋ and so on. */
export function interpolate(x: Tensor, options: InterpolateOptions): Tensor {
  const given = optionsOf("upsample", options);
  const { op, attrs } = upsampling(given, asTensor("upsample", x).shape.length);
  return apply(op, attributes(op, attrs), [x]);
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
