import { F, nn, type Tensor } from "cnn-blocks";

/** Two 3×3 convolutions around which the input passes. */
export class BasicBlock extends nn.Module {
  conv1: nn.Conv2d;
  bn1: nn.BatchNorm2d;
  conv2: nn.Conv2d;
  bn2: nn.BatchNorm2d;
  downsample: nn.Sequential | null = null;

  constructor(inChannels: number, channels: number, stride = 1) {
    super();
    this.conv1 = new nn.Conv2d(inChannels, channels, 3, { stride, padding: 1, bias: false });
    this.bn1 = new nn.BatchNorm2d(channels);
    this.conv2 = new nn.Conv2d(channels, channels, 3, { padding: 1, bias: false });
    this.bn2 = new nn.BatchNorm2d(channels);
    if (stride !== 1 || inChannels !== channels) {
      this.downsample = new nn.Sequential(
        new nn.Conv2d(inChannels, channels, 1, { stride, bias: false }),
        new nn.BatchNorm2d(channels),
      );
    }
  }

  forward(x: Tensor): Tensor {
    const shortcut = this.downsample ? this.downsample(x) : x;
    let out = F.relu(this.bn1(this.conv1(x)));
    out = this.bn2(this.conv2(out));
    return F.relu(out.add(shortcut));
  }
}

/** Eight residual blocks in four stages. He et al. 2015, https://arxiv.org/abs/1512.03385. */
export class ResNet18 extends nn.Module {
  static exampleInput = [1, 3, 224, 224];

  conv1: nn.Conv2d;
  bn1: nn.BatchNorm2d;
  maxpool: nn.MaxPool2d;
  layer1: nn.Sequential;
  layer2: nn.Sequential;
  layer3: nn.Sequential;
  layer4: nn.Sequential;
  avgpool: nn.AdaptiveAvgPool2d;
  fc: nn.Linear;

  constructor(numClasses = 1000) {
    super();
    this.conv1 = new nn.Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false });
    this.bn1 = new nn.BatchNorm2d(64);
    this.maxpool = new nn.MaxPool2d(3, { stride: 2, padding: 1 });
    this.layer1 = new nn.Sequential(new BasicBlock(64, 64), new BasicBlock(64, 64));
    this.layer2 = new nn.Sequential(new BasicBlock(64, 128, 2), new BasicBlock(128, 128));
    this.layer3 = new nn.Sequential(new BasicBlock(128, 256, 2), new BasicBlock(256, 256));
    this.layer4 = new nn.Sequential(new BasicBlock(256, 512, 2), new BasicBlock(512, 512));
    this.avgpool = new nn.AdaptiveAvgPool2d(1);
    this.fc = new nn.Linear(512, numClasses);
  }

  forward(x: Tensor): Tensor {
    let out = this.maxpool(F.relu(this.bn1(this.conv1(x))));
    out = this.layer2(this.layer1(out));
    out = this.layer4(this.layer3(out));
    return this.fc(F.flatten(this.avgpool(out), 1));
  }
}
