import { optionsOf } from "../arguments.ts";
import { ReLU } from "../layers/activations.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { PixelShuffle } from "../layers/pixel-shuffle.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

export interface EDSROptions {
  /** How many times larger the image becomes; 2. */
  readonly scale?: 2 | 3 | 4 | undefined;
  /** Residual blocks; 16, and 32 in the paper's large net. */
  readonly blocks?: number | undefined;
  /** Channels of all blocks; 64, and 256 in the paper's large net. */
  readonly channels?: number | undefined;
  /** What each block's sum is multiplied by; 1, and 0.1 in the paper's large net. */
  readonly residualScale?: number | undefined;
}

/**
 * EDSR (Lim et al. 2017), which enlarges images, to its authors' names: residual blocks without batch norms, and pixel shuffles.
 * The mean of the colours is the caller's to take off and to add, as its published count has it. Its options are those of the
 * paper's baseline unless told otherwise.
 *
 * [N, 3, H, W] → [N, 3, scale · H, scale · W]; 1,369,859 parameters at twice the size.
 */
export class EDSR extends Module {
  static readonly exampleInput = [1, 3, 48, 48];

  head: Sequential;
  body: Sequential;
  tail: Sequential;

  constructor(options: EDSROptions = {}) {
    super();
    const { scale = 2, blocks = 16, channels = 64, residualScale = 1 } = optionsOf("EDSR", options);
    this.head = new Sequential(conv3x3(3, channels));
    this.body = new Sequential(
      ...Array.from({ length: blocks }, (): Layer => new EDSRBlock(channels, residualScale)),
      conv3x3(channels, channels),
    );
    this.tail = new Sequential(upsampler(scale, channels), conv3x3(channels, 3));
  }

  forward(x: Tensor): Tensor {
    const shallow = this.head(x);
    return this.tail(this.body(shallow).add(shallow));
  }
}

/** Two convolutions and a ReLU between them, added to what came in. */
class EDSRBlock extends Module {
  body: Sequential;
  readonly scale: number;

  constructor(channels: number, scale: number) {
    super();
    this.body = new Sequential(conv3x3(channels, channels), new ReLU(), conv3x3(channels, channels));
    this.scale = scale;
  }

  forward(x: Tensor): Tensor {
    const residual = this.body(x);
    return x.add(this.scale === 1 ? residual : residual.mul(this.scale));
  }
}

/** Four times the size is twice the size, twice. */
function upsampler(scale: number, channels: number): Sequential {
  const steps = scale === 4 ? [2, 2] : [scale];
  return new Sequential(
    ...steps.flatMap((step): Layer[] => [conv3x3(channels, step * step * channels), new PixelShuffle(step)]),
  );
}

function conv3x3(inChannels: number, outChannels: number): Conv2d {
  return new Conv2d(inChannels, outChannels, 3, { padding: 1 });
}
