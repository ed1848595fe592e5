import { ConvNormActivation } from "../blocks/conv-norm-activation.ts";
import { FPN } from "../blocks/fpn.ts";
import { ReLU } from "../layers/activations.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Dropout2d } from "../layers/dropout.ts";
import { ModuleList } from "../layers/module-list.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Upsample } from "../layers/upsample.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { enlarged } from "./enlarged.ts";
import { ResNetLevels } from "./resnet-stages.ts";

/**
 * Semantic FPN (Kirillov et al. 2019), a feature pyramid on ResNet-50 that says of each pixel what it shows: every level is
 * convolved and enlarged until it is as large as the first, and their sum gives the scores.
 *
 * [N, 3, H, W] → [N, numClasses, H, W]; as made, for ADE20K's 150 classes.
 */
export class SemanticFPN extends Module {
  static readonly exampleInput = [1, 3, 512, 512];

  backbone: ResNetLevels;
  neck: FPN;
  scale_heads: ModuleList<Sequential>;
  dropout: Dropout2d;
  conv_seg: Conv2d;

  constructor(numClasses = 150) {
    super();
    const [pyramid, channels] = [256, 128];
    this.backbone = new ResNetLevels(50);
    this.neck = new FPN([256, 512, 1024, 2048], pyramid);
    this.scale_heads = new ModuleList([0, 1, 2, 3].map((level) => scaleHead(level, pyramid, channels)));
    this.dropout = new Dropout2d(0.1);
    this.conv_seg = new Conv2d(channels, numClasses, 1);
  }

  forward(x: Tensor): Tensor {
    const [first, ...others] = this.neck(this.backbone(x)).map((level, i) =>
      this.scale_heads.get(i)(level),
    ) as [Tensor, ...Tensor[]];
    // Where sizes do not halve evenly, levels come out a little larger or smaller than the first.
    const sum = others.reduce((all, level) => all.add(enlarged(level, first)), first);
    return enlarged(this.conv_seg(this.dropout(sum)), x);
  }
}

/** As many 3×3 convolutions as the level was halved, at least one, each followed by an enlargement where it was. */
function scaleHead(halvings: number, inChannels: number, channels: number): Sequential {
  const steps = Array.from({ length: Math.max(1, halvings) }, (_, index): Layer[] => [
    new ConvNormActivation(index === 0 ? inChannels : channels, channels, 3, new ReLU()),
    ...(halvings > 0 ? [new Upsample({ scaleFactor: 2, mode: "bilinear" })] : []),
  ]);
  return new Sequential(...steps.flat());
}
