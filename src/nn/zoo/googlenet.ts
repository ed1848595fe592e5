import { optionsOf } from "../arguments.ts";
import { cat } from "../combine.ts";
import { flatten } from "../functional.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { Dropout } from "../layers/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { BasicConv2d } from "./basic-conv2d.ts";
import type { NetOptions } from "./family.ts";

/** Fields that may be replaced by any layer. */
export interface GoogLeNet {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get dropout(): Dropout;
  set dropout(layer: Layer);
  get fc(): Linear;
  set fc(layer: Layer);
}

/**
 * GoogLeNet of "Going Deeper with Convolutions" (Szegedy et al. 2014) as torchvision has it, names included:
 * with batch norms, without auxiliary heads, and with a 3×3 kernel where the paper has 5×5, for the published
 * weights were trained so. [N, 3, 224, 224] → [N, numClasses]; 6,624,904 parameters with 1000 classes.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class GoogLeNet extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  conv1: BasicConv2d;
  maxpool1: MaxPool2d;
  conv2: BasicConv2d;
  conv3: BasicConv2d;
  maxpool2: MaxPool2d;
  inception3a: Inception;
  inception3b: Inception;
  maxpool3: MaxPool2d;
  inception4a: Inception;
  inception4b: Inception;
  inception4c: Inception;
  inception4d: Inception;
  inception4e: Inception;
  maxpool4: MaxPool2d;
  inception5a: Inception;
  inception5b: Inception;

  constructor(numClasses = 1000) {
    super();
    this.conv1 = new BasicConv2d(3, 64, 7, { stride: 2, padding: 3 });
    this.maxpool1 = new MaxPool2d(3, { stride: 2, ceilMode: true });
    this.conv2 = new BasicConv2d(64, 64, 1);
    this.conv3 = new BasicConv2d(64, 192, 3, { padding: 1 });
    this.maxpool2 = new MaxPool2d(3, { stride: 2, ceilMode: true });
    this.inception3a = new Inception(192, 64, 96, 128, 16, 32, 32);
    this.inception3b = new Inception(256, 128, 128, 192, 32, 96, 64);
    this.maxpool3 = new MaxPool2d(3, { stride: 2, ceilMode: true });
    this.inception4a = new Inception(480, 192, 96, 208, 16, 48, 64);
    this.inception4b = new Inception(512, 160, 112, 224, 24, 64, 64);
    this.inception4c = new Inception(512, 128, 128, 256, 24, 64, 64);
    this.inception4d = new Inception(512, 112, 144, 288, 32, 64, 64);
    this.inception4e = new Inception(528, 256, 160, 320, 32, 128, 128);
    this.maxpool4 = new MaxPool2d(2, { stride: 2, ceilMode: true });
    this.inception5a = new Inception(832, 256, 160, 320, 32, 128, 128);
    this.inception5b = new Inception(832, 384, 192, 384, 48, 128, 128);
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.dropout = new Dropout(0.2);
    this.fc = new Linear(1024, numClasses);
  }

  forward(x: Tensor): Tensor {
    let out = this.maxpool1(this.conv1(x));
    out = this.maxpool2(this.conv3(this.conv2(out)));
    out = this.maxpool3(this.inception3b(this.inception3a(out)));
    out = this.inception4c(this.inception4b(this.inception4a(out)));
    out = this.maxpool4(this.inception4e(this.inception4d(out)));
    out = this.inception5b(this.inception5a(out));
    return this.fc(this.dropout(flatten(this.avgpool(out), 1)));
  }
}

/** An inception module with torchvision's names for its branches. */
export class Inception extends Module {
  branch1: BasicConv2d;
  branch2: Sequential;
  branch3: Sequential;
  branch4: Sequential;

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
    this.branch2 = new Sequential(
      new BasicConv2d(inChannels, n3x3Reduce, 1),
      new BasicConv2d(n3x3Reduce, n3x3, 3, { padding: 1 }),
    );
    this.branch3 = new Sequential(
      new BasicConv2d(inChannels, n5x5Reduce, 1),
      new BasicConv2d(n5x5Reduce, n5x5, 3, { padding: 1 }),
    );
    this.branch4 = new Sequential(
      new MaxPool2d(3, { stride: 1, padding: 1, ceilMode: true }),
      new BasicConv2d(inChannels, poolProj, 1),
    );
  }

  forward(x: Tensor): Tensor {
    return cat([this.branch1(x), this.branch2(x), this.branch3(x), this.branch4(x)], 1);
  }
}

/** GoogLeNet (Szegedy et al. 2014) as torchvision has it, without auxiliary heads: [N, 3, 224, 224] → [N, numClasses]. */
export function googlenet(options: NetOptions = {}): GoogLeNet {
  const { numClasses = 1000 } = optionsOf("googlenet", options);
  return new GoogLeNet(numClasses);
}
