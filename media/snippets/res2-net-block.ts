import { cat, F, nn, type Tensor } from "cnn-blocks";

/** A bottleneck in which each part of the channels also sees what the part before it gave. Gao et al. 2019, https://arxiv.org/abs/1904.01169. */
export class Res2NetBlock extends nn.Module {
  conv1: nn.Conv2d;
  bn1: nn.BatchNorm2d;
  convs: nn.ModuleList<nn.Conv2d>;
  bns: nn.ModuleList<nn.BatchNorm2d>;
  pool: nn.AvgPool2d | null = null;
  conv3: nn.Conv2d;
  bn3: nn.BatchNorm2d;
  shortcut: nn.Sequential;
  scale: number;

  constructor(inChannels: number, channels: number, stride = 1, baseWidth = 26, scale = 4) {
    super();
    const width = Math.floor((channels * baseWidth) / 64);
    this.scale = scale;
    this.conv1 = new nn.Conv2d(inChannels, width * scale, 1, { bias: false });
    this.bn1 = new nn.BatchNorm2d(width * scale);
    this.convs = new nn.ModuleList<nn.Conv2d>();
    this.bns = new nn.ModuleList<nn.BatchNorm2d>();
    for (let part = 1; part < scale; part++) {
      this.convs.append(new nn.Conv2d(width, width, 3, { stride, padding: 1, bias: false }));
      this.bns.append(new nn.BatchNorm2d(width));
    }
    this.conv3 = new nn.Conv2d(width * scale, 4 * channels, 1, { bias: false });
    this.bn3 = new nn.BatchNorm2d(4 * channels);
    this.shortcut = new nn.Sequential();
    if (stride !== 1 || inChannels !== 4 * channels) {
      this.pool = new nn.AvgPool2d(3, { stride, padding: 1 });
      this.shortcut = new nn.Sequential(
        new nn.Conv2d(inChannels, 4 * channels, 1, { stride, bias: false }),
        new nn.BatchNorm2d(4 * channels),
      );
    }
  }

  forward(x: Tensor): Tensor {
    const parts = F.relu(this.bn1(this.conv1(x))).chunk(this.scale, 1);
    const last = parts.pop() as Tensor;
    const outputs: Tensor[] = [];
    for (const [index, part] of parts.entries()) {
      const before = this.pool === null ? outputs.at(-1) : undefined;
      const seen = before === undefined ? part : part.add(before);
      outputs.push(F.relu(this.bns.get(index)(this.convs.get(index)(seen))));
    }
    outputs.push(this.pool === null ? last : this.pool(last));
    return F.relu(this.bn3(this.conv3(cat(outputs, 1))).add(this.shortcut(x)));
  }
}
