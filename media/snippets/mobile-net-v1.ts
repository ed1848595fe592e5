import { F, nn, type Tensor } from "cnn-blocks";

/** One full convolution, thirteen depthwise separable ones. Howard et al. 2017, https://arxiv.org/abs/1704.04861. */
export class MobileNetV1 extends nn.Module {
  static exampleInput = [1, 3, 224, 224];

  features: nn.Sequential;
  avgpool: nn.AdaptiveAvgPool2d;
  classifier: nn.Linear;

  constructor(numClasses = 1000) {
    super();
    this.features = new nn.Sequential(
      new nn.Conv2d(3, 32, 3, { stride: 2, padding: 1, bias: false }),
      new nn.BatchNorm2d(32),
      new nn.ReLU(),
      new nn.DepthwiseSeparableConv(32, 64),
      new nn.DepthwiseSeparableConv(64, 128, 2),
      new nn.DepthwiseSeparableConv(128, 128),
      new nn.DepthwiseSeparableConv(128, 256, 2),
      new nn.DepthwiseSeparableConv(256, 256),
      new nn.DepthwiseSeparableConv(256, 512, 2),
      ...Array.from({ length: 5 }, () => new nn.DepthwiseSeparableConv(512, 512)),
      new nn.DepthwiseSeparableConv(512, 1024, 2),
      new nn.DepthwiseSeparableConv(1024, 1024),
    );
    this.avgpool = new nn.AdaptiveAvgPool2d(1);
    this.classifier = new nn.Linear(1024, numClasses);
  }

  forward(x: Tensor): Tensor {
    const out = this.avgpool(this.features(x));
    return this.classifier(F.flatten(out, 1));
  }
}
