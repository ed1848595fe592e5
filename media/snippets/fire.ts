import { cat, nn, type Tensor } from "cnn-blocks";

/** A narrow 1×1 convolution, then a 1×1 and a 3×3 one side by side. Iandola et al. 2016, https://arxiv.org/abs/1602.07360. */
export class Fire extends nn.Module {
  squeeze: nn.Conv2d;
  squeeze_activation: nn.ReLU;
  expand1x1: nn.Conv2d;
  expand1x1_activation: nn.ReLU;
  expand3x3: nn.Conv2d;
  expand3x3_activation: nn.ReLU;

  constructor(inChannels: number, squeezeChannels: number, expandChannels: number) {
    super();
    this.squeeze = new nn.Conv2d(inChannels, squeezeChannels, 1);
    this.squeeze_activation = new nn.ReLU();
    this.expand1x1 = new nn.Conv2d(squeezeChannels, expandChannels, 1);
    this.expand1x1_activation = new nn.ReLU();
    this.expand3x3 = new nn.Conv2d(squeezeChannels, expandChannels, 3, { padding: 1 });
    this.expand3x3_activation = new nn.ReLU();
  }

  forward(x: Tensor): Tensor {
    const narrow = this.squeeze_activation(this.squeeze(x));
    const one = this.expand1x1_activation(this.expand1x1(narrow));
    const three = this.expand3x3_activation(this.expand3x3(narrow));
    return cat([one, three], 1);
  }
}
