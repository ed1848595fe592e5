import { countsOf } from "../arguments.ts";
import { cat } from "../combine.ts";
import { channelShuffle } from "../functional.ts";
import { tensorsOf } from "../given-tensors.ts";
import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The unit of ShuffleNet V2 (Ma et al. 2018): at stride 1 half of the channels pass as they are beside 1×1, depthwise 3×3 and
 * 1×1 convolutions of the other half; at stride 2 both branches convolve all channels. The channels are then shuffled, so that
 * the next unit's halves have some of each.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉]; at stride 1 the channels stay as many as they are.
 */
export class ShuffleUnit extends Module {
  readonly stride: number;
  branch1: Sequential;
  branch2: Sequential;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    countsOf("ShuffleUnit", { inChannels, outChannels, stride });
    if (stride === 1 && inChannels !== outChannels)
      throw new RangeError(
        `ShuffleUnit: with a stride of 1 it has as many channels out as in, ${inChannels}, but outChannels is ${outChannels}.`,
      );
    this.stride = stride;
    const half = Math.floor(outChannels / 2);
    const seen = stride === 1 ? half : inChannels;
    this.branch1 =
      stride === 1
        ? new Sequential()
        : new Sequential(
            new Conv2d(inChannels, inChannels, 3, { stride, padding: 1, groups: inChannels, bias: false }),
            new BatchNorm2d(inChannels),
            new Conv2d(inChannels, half, 1, { bias: false }),
            new BatchNorm2d(half),
            new ReLU(),
          );
    this.branch2 = new Sequential(
      new Conv2d(seen, half, 1, { bias: false }),
      new BatchNorm2d(half),
      new ReLU(),
      new Conv2d(half, half, 3, { stride, padding: 1, groups: half, bias: false }),
      new BatchNorm2d(half),
      new Conv2d(half, half, 1, { bias: false }),
      new BatchNorm2d(half),
      new ReLU(),
    );
  }

  forward(x: Tensor): Tensor {
    if (this.stride > 1) return channelShuffle(cat([this.branch1(x), this.branch2(x)], 1), 2);
    tensorsOf("ShuffleUnit", { x });
    const [kept, seen] = x.chunk(2, 1) as [Tensor, Tensor];
    return channelShuffle(cat([kept, this.branch2(seen)], 1), 2);
  }
}
