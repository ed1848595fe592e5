import { optionsOf } from "../arguments.ts";
import { flatten } from "../functional.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { Dropout } from "../layers/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import type { Layer } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { BasicConv2d } from "./basic-conv2d.ts";
import type { NetOptions } from "./family.ts";
import { InceptionA, InceptionB, InceptionC, InceptionD, InceptionE } from "./inception-modules.ts";

/** Fields that may be replaced by any layer. */
export interface InceptionV3 {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get dropout(): Dropout;
  set dropout(layer: Layer);
  get fc(): Linear;
  set fc(layer: Layer);
}

/**
 * Inception v3 of "Rethinking the Inception Architecture for Computer Vision" (Szegedy et al. 2015), to torchvision's names,
 * without its auxiliary head.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class InceptionV3 extends Module {
  static readonly exampleInput = [1, 3, 299, 299];

  Conv2d_1a_3x3: BasicConv2d;
  Conv2d_2a_3x3: BasicConv2d;
  Conv2d_2b_3x3: BasicConv2d;
  maxpool1: MaxPool2d;
  Conv2d_3b_1x1: BasicConv2d;
  Conv2d_4a_3x3: BasicConv2d;
  maxpool2: MaxPool2d;
  Mixed_5b: InceptionA;
  Mixed_5c: InceptionA;
  Mixed_5d: InceptionA;
  Mixed_6a: InceptionB;
  Mixed_6b: InceptionC;
  Mixed_6c: InceptionC;
  Mixed_6d: InceptionC;
  Mixed_6e: InceptionC;
  Mixed_7a: InceptionD;
  Mixed_7b: InceptionE;
  Mixed_7c: InceptionE;

  constructor(numClasses = 1000) {
    super();
    this.Conv2d_1a_3x3 = new BasicConv2d(3, 32, 3, { stride: 2 });
    this.Conv2d_2a_3x3 = new BasicConv2d(32, 32, 3);
    this.Conv2d_2b_3x3 = new BasicConv2d(32, 64, 3, { padding: 1 });
    this.maxpool1 = new MaxPool2d(3, { stride: 2 });
    this.Conv2d_3b_1x1 = new BasicConv2d(64, 80, 1);
    this.Conv2d_4a_3x3 = new BasicConv2d(80, 192, 3);
    this.maxpool2 = new MaxPool2d(3, { stride: 2 });
    this.Mixed_5b = new InceptionA(192, 32);
    this.Mixed_5c = new InceptionA(256, 64);
    this.Mixed_5d = new InceptionA(288, 64);
    this.Mixed_6a = new InceptionB(288);
    this.Mixed_6b = new InceptionC(768, 128);
    this.Mixed_6c = new InceptionC(768, 160);
    this.Mixed_6d = new InceptionC(768, 160);
    this.Mixed_6e = new InceptionC(768, 192);
    this.Mixed_7a = new InceptionD(768);
    this.Mixed_7b = new InceptionE(1280);
    this.Mixed_7c = new InceptionE(2048);
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.dropout = new Dropout();
    this.fc = new Linear(2048, numClasses);
  }

  forward(x: Tensor): Tensor {
    let out = this.Conv2d_2b_3x3(this.Conv2d_2a_3x3(this.Conv2d_1a_3x3(x)));
    out = this.Conv2d_4a_3x3(this.Conv2d_3b_1x1(this.maxpool1(out)));
    out = this.Mixed_5d(this.Mixed_5c(this.Mixed_5b(this.maxpool2(out))));
    out = this.Mixed_6c(this.Mixed_6b(this.Mixed_6a(out)));
    out = this.Mixed_6e(this.Mixed_6d(out));
    out = this.Mixed_7c(this.Mixed_7b(this.Mixed_7a(out)));
    return this.fc(flatten(this.dropout(this.avgpool(out)), 1));
  }
}

/**
 * Inception v3 (Szegedy et al. 2015) as torchvision has it, without its auxiliary head: [N, 3, 299, 299] → [N, numClasses];
 * 23,834,568 parameters with 1000 classes.
 */
export function inceptionV3(options: NetOptions = {}): InceptionV3 {
  const { numClasses = 1000 } = optionsOf("inceptionV3", options);
  return new InceptionV3(numClasses);
}
