import { countsOf } from "../arguments.ts";
import { relu } from "../functional.ts";
import type { Tensor } from "../tensor.ts";
import { Bottleneck } from "./bottleneck.ts";
import { ResidualBlock } from "./residual-block.ts";
import { SqueezeExcitation } from "./squeeze-excitation.ts";

/**
 * The block of SE-ResNet-18 and -34 (Hu et al. 2017): a residual block whose channels are weighed by a squeeze and excitation
 * before the input is added.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉].
 */
export class SEResidualBlock extends ResidualBlock {
  se: SqueezeExcitation;

  constructor(inChannels: number, outChannels: number, stride = 1, reduction = 16) {
    countsOf("SEResidualBlock", { inChannels, outChannels, stride });
    super(inChannels, outChannels, stride);
    this.se = new SqueezeExcitation(outChannels, Math.max(1, Math.floor(outChannels / reduction)));
  }

  override forward(x: Tensor): Tensor {
    let out = relu(this.bn1(this.conv1(x)));
    out = this.se(this.bn2(this.conv2(out)));
    return relu(out.add(this.shortcut(x)));
  }
}

/**
 * The block of SE-ResNet-50 and deeper (Hu et al. 2017): a bottleneck whose channels are weighed by a squeeze and excitation
 * before the input is added.
 *
 * [N, inChannels, H, W] → [N, 4 · channels, ⌈H/stride⌉, ⌈W/stride⌉].
 */
export class SEBottleneck extends Bottleneck {
  se: SqueezeExcitation;

  constructor(inChannels: number, channels: number, stride = 1, reduction = 16) {
    countsOf("SEBottleneck", { inChannels, channels, stride });
    super(inChannels, channels, stride);
    this.se = new SqueezeExcitation(4 * channels, Math.max(1, Math.floor((4 * channels) / reduction)));
  }

  override forward(x: Tensor): Tensor {
    let out = relu(this.bn1(this.conv1(x)));
    out = relu(this.bn2(this.conv2(out)));
    out = this.se(this.bn3(this.conv3(out)));
    return relu(out.add(this.shortcut(x)));
  }
}
