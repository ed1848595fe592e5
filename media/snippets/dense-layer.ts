import { nn, type Tensor } from "cnn-blocks";

/** Makes `growthRate` new maps, for a dense block to put beside those before. Huang et al. 2016, https://arxiv.org/abs/1608.06993. */
export class DenseLayer extends nn.Module {
  norm1: nn.BatchNorm2d;
  relu1: nn.ReLU;
  conv1: nn.Conv2d;
  norm2: nn.BatchNorm2d;
  relu2: nn.ReLU;
  conv2: nn.Conv2d;

  constructor(inChannels: number, growthRate = 32) {
    super();
    this.norm1 = new nn.BatchNorm2d(inChannels);
    this.relu1 = new nn.ReLU();
    this.conv1 = new nn.Conv2d(inChannels, 4 * growthRate, 1, { bias: false });
    this.norm2 = new nn.BatchNorm2d(4 * growthRate);
    this.relu2 = new nn.ReLU();
    this.conv2 = new nn.Conv2d(4 * growthRate, growthRate, 3, { padding: 1, bias: false });
  }

  forward(x: Tensor): Tensor {
    const narrow = this.conv1(this.relu1(this.norm1(x)));
    return this.conv2(this.relu2(this.norm2(narrow)));
  }
}
