import { apply, attributes, type Tensor } from "../tensor.ts";

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
