// ResNet-18 (He et al. 2015, https://arxiv.org/abs/1512.03385), from the residual block up.
//
// The eighteen layers are the stem, sixteen 3×3 convolutions in eight blocks, and the classifier; shortcuts
// are not counted. Open the architecture preview and unfold a stage: it is the same block again and again.
// Each time the image is halved the channels are doubled, so every stage costs about as much as the one
// before.

import { F, flatten, nn, type Tensor } from "cnn-blocks";

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
    // Only the first block of a stage changes the shape, and only it needs a projection.
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

export class ResNet18 extends nn.Module {
  // This file does not call the model, so this is the input that it is shown with.
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
    // The stem reduces 224×224 pixels to 56×56 before the blocks begin.
    this.conv1 = new nn.Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false });
    this.bn1 = new nn.BatchNorm2d(64);
    this.maxpool = new nn.MaxPool2d(3, { stride: 2, padding: 1 });

    this.layer1 = makeStage(64, 64, 2, 1);
    this.layer2 = makeStage(64, 128, 2, 2);
    this.layer3 = makeStage(128, 256, 2, 2);
    this.layer4 = makeStage(256, 512, 2, 2);

    // The mean over the whole image: 512 numbers, whatever the size of the image.
    this.avgpool = new nn.AdaptiveAvgPool2d(1);
    this.fc = new nn.Linear(512, numClasses);
  }

  forward(x: Tensor): Tensor {
    let out = this.maxpool(F.relu(this.bn1(this.conv1(x))));
    out = this.layer1(out);
    out = this.layer2(out);
    out = this.layer3(out);
    out = this.layer4(out);
    return this.fc(flatten(this.avgpool(out), 1));
  }
}

// The names of the fields are the names of the weights, layer1.0.conv1.weight and so on, as in torchvision.
function makeStage(inChannels: number, channels: number, depth: number, stride: number): nn.Sequential {
  const blocks = [new BasicBlock(inChannels, channels, stride)];
  for (let i = 1; i < depth; i++) {
    blocks.push(new BasicBlock(channels, channels));
  }
  return new nn.Sequential(...blocks);
}
