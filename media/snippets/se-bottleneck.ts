import { F, nn, type Tensor } from "cnn-blocks";

/** A bottleneck whose channels are weighed before x is added. Hu et al. 2017, https://arxiv.org/abs/1709.01507. */
export class SEBottleneck extends nn.Module {
  conv1: nn.Conv2d;
  bn1: nn.BatchNorm2d;
  conv2: nn.Conv2d;
  bn2: nn.BatchNorm2d;
  conv3: nn.Conv2d;
  bn3: nn.BatchNorm2d;
  shortcut: nn.Sequential;
  se: nn.SqueezeExcitation;

  constructor(inChannels: number, channels: number, stride = 1, reduction = 16) {
    super();
    const outChannels = 4 * channels;
    this.conv1 = new nn.Conv2d(inChannels, channels, 1, { bias: false });
    this.bn1 = new nn.BatchNorm2d(channels);
    this.conv2 = new nn.Conv2d(channels, channels, 3, { stride, padding: 1, bias: false });
    this.bn2 = new nn.BatchNorm2d(channels);
    this.conv3 = new nn.Conv2d(channels, outChannels, 1, { bias: false });
    this.bn3 = new nn.BatchNorm2d(outChannels);
    this.shortcut = new nn.Sequential();
    if (stride !== 1 || inChannels !== outChannels) {
      this.shortcut = new nn.Sequential(
        new nn.Conv2d(inChannels, outChannels, 1, { stride, bias: false }),
        new nn.BatchNorm2d(outChannels),
      );
    }
    this.se = new nn.SqueezeExcitation(outChannels, Math.max(1, Math.floor(outChannels / reduction)));
  }

  forward(x: Tensor): Tensor {
    let out = F.relu(this.bn1(this.conv1(x)));
    out = F.relu(this.bn2(this.conv2(out)));
    out = this.se(this.bn3(this.conv3(out)));
    return F.relu(out.add(this.shortcut(x)));
  }
}
