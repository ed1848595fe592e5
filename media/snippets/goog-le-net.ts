import { cat, F, nn, type Tensor } from "cnn-blocks";

/** A convolution, a batch norm and a ReLU. */
export class BasicConv2d extends nn.Module {
  conv: nn.Conv2d;
  bn: nn.BatchNorm2d;

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: number,
    options: { stride?: number; padding?: number } = {},
  ) {
    super();
    this.conv = new nn.Conv2d(inChannels, outChannels, kernelSize, { ...options, bias: false });
    this.bn = new nn.BatchNorm2d(outChannels, { eps: 0.001 });
  }

  forward(x: Tensor): Tensor {
    return F.relu(this.bn(this.conv(x)));
  }
}

/** Four branches side by side, whose results are joined along the channels. */
export class Inception extends nn.Module {
  branch1: BasicConv2d;
  branch2: nn.Sequential;
  branch3: nn.Sequential;
  branch4: nn.Sequential;

  constructor(
    inChannels: number,
    n1x1: number,
    n3x3Reduce: number,
    n3x3: number,
    n5x5Reduce: number,
    n5x5: number,
    poolProj: number,
  ) {
    super();
    this.branch1 = new BasicConv2d(inChannels, n1x1, 1);
    this.branch2 = new nn.Sequential(
      new BasicConv2d(inChannels, n3x3Reduce, 1),
      new BasicConv2d(n3x3Reduce, n3x3, 3, { padding: 1 }),
    );
    // The published weights were trained with 3×3 here, where the paper has 5×5.
    this.branch3 = new nn.Sequential(
      new BasicConv2d(inChannels, n5x5Reduce, 1),
      new BasicConv2d(n5x5Reduce, n5x5, 3, { padding: 1 }),
    );
    this.branch4 = new nn.Sequential(
      new nn.MaxPool2d(3, { stride: 1, padding: 1, ceilMode: true }),
      new BasicConv2d(inChannels, poolProj, 1),
    );
  }

  forward(x: Tensor): Tensor {
    return cat([this.branch1(x), this.branch2(x), this.branch3(x), this.branch4(x)], 1);
  }
}

/** Nine inception modules, with batch norms, without auxiliary heads. Szegedy et al. 2014, https://arxiv.org/abs/1409.4842. */
export class GoogLeNet extends nn.Module {
  static exampleInput = [1, 3, 224, 224];

  conv1: BasicConv2d;
  maxpool1: nn.MaxPool2d;
  conv2: BasicConv2d;
  conv3: BasicConv2d;
  maxpool2: nn.MaxPool2d;
  inception3a: Inception;
  inception3b: Inception;
  maxpool3: nn.MaxPool2d;
  inception4a: Inception;
  inception4b: Inception;
  inception4c: Inception;
  inception4d: Inception;
  inception4e: Inception;
  maxpool4: nn.MaxPool2d;
  inception5a: Inception;
  inception5b: Inception;
  avgpool: nn.AdaptiveAvgPool2d;
  dropout: nn.Dropout;
  fc: nn.Linear;

  constructor(numClasses = 1000) {
    super();
    this.conv1 = new BasicConv2d(3, 64, 7, { stride: 2, padding: 3 });
    this.maxpool1 = new nn.MaxPool2d(3, { stride: 2, ceilMode: true });
    this.conv2 = new BasicConv2d(64, 64, 1);
    this.conv3 = new BasicConv2d(64, 192, 3, { padding: 1 });
    this.maxpool2 = new nn.MaxPool2d(3, { stride: 2, ceilMode: true });
    this.inception3a = new Inception(192, 64, 96, 128, 16, 32, 32);
    this.inception3b = new Inception(256, 128, 128, 192, 32, 96, 64);
    this.maxpool3 = new nn.MaxPool2d(3, { stride: 2, ceilMode: true });
    this.inception4a = new Inception(480, 192, 96, 208, 16, 48, 64);
    this.inception4b = new Inception(512, 160, 112, 224, 24, 64, 64);
    this.inception4c = new Inception(512, 128, 128, 256, 24, 64, 64);
    this.inception4d = new Inception(512, 112, 144, 288, 32, 64, 64);
    this.inception4e = new Inception(528, 256, 160, 320, 32, 128, 128);
    this.maxpool4 = new nn.MaxPool2d(2, { stride: 2, ceilMode: true });
    this.inception5a = new Inception(832, 256, 160, 320, 32, 128, 128);
    this.inception5b = new Inception(832, 384, 192, 384, 48, 128, 128);
    this.avgpool = new nn.AdaptiveAvgPool2d(1);
    this.dropout = new nn.Dropout(0.2);
    this.fc = new nn.Linear(1024, numClasses);
  }

  forward(x: Tensor): Tensor {
    let out = this.maxpool1(this.conv1(x));
    out = this.maxpool2(this.conv3(this.conv2(out)));
    out = this.maxpool3(this.inception3b(this.inception3a(out)));
    out = this.inception4c(this.inception4b(this.inception4a(out)));
    out = this.maxpool4(this.inception4e(this.inception4d(out)));
    out = this.inception5b(this.inception5a(out));
    return this.fc(this.dropout(F.flatten(this.avgpool(out), 1)));
  }
}
