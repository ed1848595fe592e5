import { optionsOf } from "../arguments.ts";
import { ShuffleUnit } from "../blocks/shuffle-unit.ts";
import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Linear } from "../layers/linear.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions } from "./family.ts";

/** Channels of the three stages and of the last convolution. */
type Widths = readonly [stage2: number, stage3: number, stage4: number, last: number];

/** Fields that may be replaced by any layer. */
export interface ShuffleNetV2 {
  get fc(): Linear;
  set fc(layer: Layer);
}

/**
 * The nets of "ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design" (Ma et al. 2018), to torchvision's
 * names.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class ShuffleNetV2 extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  conv1: Sequential;
  maxpool: MaxPool2d;
  stage2: Sequential<ShuffleUnit>;
  stage3: Sequential<ShuffleUnit>;
  stage4: Sequential<ShuffleUnit>;
  conv5: Sequential;

  constructor([first, second, third, last]: Widths, numClasses = 1000) {
    super();
    this.conv1 = new Sequential(
      new Conv2d(3, 24, 3, { stride: 2, padding: 1, bias: false }),
      new BatchNorm2d(24),
      new ReLU(),
    );
    this.maxpool = new MaxPool2d(3, { stride: 2, padding: 1 });
    this.stage2 = makeStage(24, first, 4);
    this.stage3 = makeStage(first, second, 8);
    this.stage4 = makeStage(second, third, 4);
    this.conv5 = new Sequential(
      new Conv2d(third, last, 1, { bias: false }),
      new BatchNorm2d(last),
      new ReLU(),
    );
    this.fc = new Linear(last, numClasses);
  }

  forward(x: Tensor): Tensor {
    let out = this.maxpool(this.conv1(x));
    out = this.stage4(this.stage3(this.stage2(out)));
    return this.fc(this.conv5(out).mean([2, 3]));
  }
}

function makeStage(inChannels: number, outChannels: number, depth: number): Sequential<ShuffleUnit> {
  const units = [new ShuffleUnit(inChannels, outChannels, 2)];
  while (units.length < depth) units.push(new ShuffleUnit(outChannels, outChannels));
  return new Sequential<ShuffleUnit>(...units);
}

export const shufflenetsV2 = {
  shufflenet_v2_x0_5: [48, 96, 192, 1024],
  shufflenet_v2_x1_0: [116, 232, 464, 1024],
  shufflenet_v2_x1_5: [176, 352, 704, 1024],
  shufflenet_v2_x2_0: [244, 488, 976, 2048],
} as const satisfies Record<string, Widths>;

export type ShuffleNetV2Name = keyof typeof shufflenetsV2;

/**
 * ShuffleNet V2 (Ma et al. 2018) at four widths by torchvision's names: `models.shufflenetV2("shufflenet_v2_x1_0")`.
 * [N, 3, 224, 224] → [N, numClasses].
 */
export function shufflenetV2(name: ShuffleNetV2Name, options: NetOptions = {}): ShuffleNetV2 {
  const { numClasses = 1000 } = optionsOf("shufflenetV2", options);
  return new ShuffleNetV2(memberOf("shufflenetV2", shufflenetsV2, name), numClasses);
}
