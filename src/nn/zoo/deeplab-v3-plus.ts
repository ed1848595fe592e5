import { ASPP } from "../blocks/aspp.ts";
import { ConvNormActivation } from "../blocks/conv-norm-activation.ts";
import { cat } from "../combine.ts";
import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { enlarged } from "./enlarged.ts";
import { ResNetLevels } from "./resnet-stages.ts";

/**
 * DeepLabv3+ (Chen et al. 2018) on ResNet-50: what the pyramid of dilated convolutions sees in an image 16 times smaller is joined
 * with the first stage's features, in which edges are still sharp.
 *
 * [N, 3, H, W] → [N, numClasses, H, W]; 39,761,845 parameters with 21 classes.
 */
export class DeepLabV3Plus extends Module {
  static readonly exampleInput = [1, 3, 513, 513];

  backbone: ResNetLevels;
  classifier: DeepLabPlusHead;

  constructor(numClasses = 21) {
    super();
    this.backbone = new ResNetLevels(50, 16);
    this.classifier = new DeepLabPlusHead(256, 2048, numClasses);
  }

  forward(x: Tensor): Tensor {
    const [low, , , high] = this.backbone(x);
    return enlarged(this.classifier(low, high), x);
  }
}

/** Few channels of early features beside what the pyramid gives, convolved to scores. */
class DeepLabPlusHead extends Module {
  project: ConvNormActivation;
  aspp: ASPP;
  classifier: Sequential;

  constructor(lowChannels: number, highChannels: number, numClasses: number) {
    super();
    const projected = 48;
    this.project = new ConvNormActivation(lowChannels, projected, 1, new ReLU());
    this.aspp = new ASPP(highChannels, [6, 12, 18]);
    this.classifier = new Sequential(
      new Conv2d(projected + 256, 256, 3, { padding: 1, bias: false }),
      new BatchNorm2d(256),
      new ReLU(),
      new Conv2d(256, numClasses, 1),
    );
  }

  forward(low: Tensor, high: Tensor): Tensor {
    const early = this.project(low);
    return this.classifier(cat([early, enlarged(this.aspp(high), early)], 1));
  }
}
