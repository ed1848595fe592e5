import { nn, type Tensor } from "cnn-blocks";

/** Weighs each channel by the means of all of them. Hu et al. 2017, https://arxiv.org/abs/1709.01507. */
export class SqueezeExcitation extends nn.Module {
  avgpool: nn.AdaptiveAvgPool2d;
  fc1: nn.Conv2d;
  fc2: nn.Conv2d;
  activation: nn.Layer;
  scale_activation: nn.Layer;

  constructor(channels: number, squeezeChannels: number) {
    super();
    this.avgpool = new nn.AdaptiveAvgPool2d(1);
    this.fc1 = new nn.Conv2d(channels, squeezeChannels, 1);
    this.fc2 = new nn.Conv2d(squeezeChannels, channels, 1);
    this.activation = new nn.ReLU();
    this.scale_activation = new nn.Sigmoid();
  }

  forward(x: Tensor): Tensor {
    const narrow = this.activation(this.fc1(this.avgpool(x)));
    return this.scale_activation(this.fc2(narrow)).mul(x);
  }
}
