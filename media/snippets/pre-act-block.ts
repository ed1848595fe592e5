import { F, nn, type Tensor } from "cnn-blocks";

/** A residual block with norm and ReLU before each convolution. He et al. 2016, https://arxiv.org/abs/1603.05027. */
export class PreActBlock extends nn.Module {
  bn1: nn.BatchNorm2d;
  conv1: nn.Conv2d;
  bn2: nn.BatchNorm2d;
  conv2: nn.Conv2d;
  shortcut: nn.Conv2d | null;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    this.bn1 = new nn.BatchNorm2d(inChannels);
    this.conv1 = new nn.Conv2d(inChannels, outChannels, 3, { stride, padding: 1, bias: false });
    this.bn2 = new nn.BatchNorm2d(outChannels);
    this.conv2 = new nn.Conv2d(outChannels, outChannels, 3, { padding: 1, bias: false });
    const isSame = stride === 1 && inChannels === outChannels;
    this.shortcut = isSame ? null : new nn.Conv2d(inChannels, outChannels, 1, { stride, bias: false });
  }

  forward(x: Tensor): Tensor {
    const active = F.relu(this.bn1(x));
    const shortcut = this.shortcut === null ? x : this.shortcut(active);
    const out = this.conv2(F.relu(this.bn2(this.conv1(active))));
    return out.add(shortcut);
  }
}
