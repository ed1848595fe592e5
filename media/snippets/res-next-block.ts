import { F, nn, type Tensor } from "cnn-blocks";

/** A bottleneck whose 3×3 is many narrow ones side by side. Xie et al. 2016, https://arxiv.org/abs/1611.05431. */
export class ResNeXtBlock extends nn.Module {
  conv1: nn.Conv2d;
  bn1: nn.BatchNorm2d;
  conv2: nn.Conv2d;
  bn2: nn.BatchNorm2d;
  conv3: nn.Conv2d;
  bn3: nn.BatchNorm2d;
  shortcut: nn.Sequential;

  constructor(inChannels: number, channels: number, stride = 1, groups = 32, widthPerGroup = 4) {
    super();
    const width = Math.floor((channels * widthPerGroup) / 64) * groups;
    const outChannels = 4 * channels;
    this.conv1 = new nn.Conv2d(inChannels, width, 1, { bias: false });
    this.bn1 = new nn.BatchNorm2d(width);
    this.conv2 = new nn.Conv2d(width, width, 3, { stride, padding: 1, groups, bias: false });
    this.bn2 = new nn.BatchNorm2d(width);
    this.conv3 = new nn.Conv2d(width, outChannels, 1, { bias: false });
    this.bn3 = new nn.BatchNorm2d(outChannels);
    this.shortcut = new nn.Sequential();
    if (stride !== 1 || inChannels !== outChannels) {
      this.shortcut = new nn.Sequential(
        new nn.Conv2d(inChannels, outChannels, 1, { stride, bias: false }),
        new nn.BatchNorm2d(outChannels),
      );
    }
  }

  forward(x: Tensor): Tensor {
    let out = F.relu(this.bn1(this.conv1(x)));
    out = F.relu(this.bn2(this.conv2(out)));
    out = this.bn3(this.conv3(out));
    return F.relu(out.add(this.shortcut(x)));
  }
}
