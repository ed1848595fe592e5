import { flatten, relu } from "../functional.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-avg-pool2d.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Linear } from "../layers/linear.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions } from "./family.ts";
import { BasicBlock, BottleneckBlock, type Cardinality } from "./resnet-blocks.ts";

type Depths = readonly [number, number, number, number];

/** A class of residual blocks that a `ResNet` can be made of. */
export interface ResNetBlock<B extends Layer = Layer> {
  new (inChannels: number, channels: number, stride: number, cardinality: Cardinality): B;
  /** A block's output channels over its stage's channels. */
  readonly expansion: number;
}

/** The stages, and fields that may be replaced by any layer. */
export interface ResNet<B extends Layer = Layer> {
  get conv1(): Conv2d;
  set conv1(layer: Layer);
  bn1: BatchNorm2d;
  get maxpool(): MaxPool2d;
  set maxpool(layer: Layer);
  layer1: Sequential<B>;
  layer2: Sequential<B>;
  layer3: Sequential<B>;
  layer4: Sequential<B>;
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get fc(): Linear;
  set fc(layer: Layer);
}

/**
 * The frame of the residual nets for ImageNet (He et al. 2015), to torchvision's names: a 7×7 stem, four
 * stages that double the channels and, from the second on, halve the image, the mean over the image, and a
 * linear layer.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class ResNet<B extends Layer = Layer> extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  /** `depths` says how many blocks each of the four stages has. */
  constructor(Block: ResNetBlock<B>, depths: Depths, numClasses = 1000, cardinality: Cardinality = {}) {
    super();
    const { expansion } = Block;
    this.conv1 = new Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false });
    this.bn1 = new BatchNorm2d(64);
    this.maxpool = new MaxPool2d(3, { stride: 2, padding: 1 });
    this.layer1 = makeStage(Block, 64, 64, depths[0], 1, cardinality);
    this.layer2 = makeStage(Block, 64 * expansion, 128, depths[1], 2, cardinality);
    this.layer3 = makeStage(Block, 128 * expansion, 256, depths[2], 2, cardinality);
    this.layer4 = makeStage(Block, 256 * expansion, 512, depths[3], 2, cardinality);
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.fc = new Linear(512 * expansion, numClasses);
  }

  forward(x: Tensor): Tensor {
    let out = this.maxpool(relu(this.bn1(this.conv1(x))));
    out = this.layer4(this.layer3(this.layer2(this.layer1(out))));
    return this.fc(flatten(this.avgpool(out), 1));
  }
}

/** A stage's blocks. Only the first takes the stride; the others find their channels as they need them. */
function makeStage<B extends Layer>(
  Block: ResNetBlock<B>,
  inChannels: number,
  channels: number,
  depth: number,
  stride: number,
  cardinality: Cardinality,
): Sequential<B> {
  const blocks = [new Block(inChannels, channels, stride, cardinality)];
  while (blocks.length < depth) blocks.push(new Block(channels * Block.expansion, channels, 1, cardinality));
  return new Sequential<B>(...blocks);
}

interface Member extends Cardinality {
  readonly block: typeof BasicBlock | typeof BottleneckBlock;
  readonly depths: Depths;
}

export const resnets = {
  resnet18: { block: BasicBlock, depths: [2, 2, 2, 2] },
  resnet34: { block: BasicBlock, depths: [3, 4, 6, 3] },
  resnet50: { block: BottleneckBlock, depths: [3, 4, 6, 3] },
  resnet101: { block: BottleneckBlock, depths: [3, 4, 23, 3] },
  resnet152: { block: BottleneckBlock, depths: [3, 8, 36, 3] },
  resnext50_32x4d: { block: BottleneckBlock, depths: [3, 4, 6, 3], groups: 32, widthPerGroup: 4 },
  resnext101_32x8d: { block: BottleneckBlock, depths: [3, 4, 23, 3], groups: 32, widthPerGroup: 8 },
  resnext101_64x4d: { block: BottleneckBlock, depths: [3, 4, 23, 3], groups: 64, widthPerGroup: 4 },
  wide_resnet50_2: { block: BottleneckBlock, depths: [3, 4, 6, 3], widthPerGroup: 128 },
  wide_resnet101_2: { block: BottleneckBlock, depths: [3, 4, 23, 3], widthPerGroup: 128 },
} as const satisfies Record<string, Member>;

export type ResNetName = keyof typeof resnets;

/**
 * The residual nets (He et al. 2015), with grouped convolutions ResNeXt (Xie et al. 2016) and with wider ones Wide ResNet
 * (Zagoruyko & Komodakis 2016), by torchvision's names: `models.resnet("resnext50_32x4d")`. [N, 3, 224, 224] → [N,
 * numClasses].
 */
export function resnet(name: ResNetName, { numClasses = 1000 }: NetOptions = {}): ResNet {
  const { block, depths, ...cardinality }: Member = memberOf("resnet", resnets, name);
  return new ResNet<Layer>(block, depths, numClasses, cardinality);
}

/**
 * ResNet-18 of "Deep Residual Learning for Image Recognition" (He et al. 2015), to torchvision's names:
 * [N, 3, 224, 224] → [N, numClasses]; 11,689,512 parameters with 1000 classes.
 */
export class ResNet18 extends ResNet<BasicBlock> {
  constructor(numClasses = 1000) {
    super(BasicBlock, [2, 2, 2, 2], numClasses);
  }
}

/**
 * ResNet-50 (He et al. 2015) in the v1.5 form, whose stride stands on the 3×3 convolution, to torchvision's
 * names: [N, 3, 224, 224] → [N, numClasses]; 25,557,032 parameters with 1000 classes.
 */
export class ResNet50 extends ResNet<BottleneckBlock> {
  constructor(numClasses = 1000) {
    super(BottleneckBlock, [3, 4, 6, 3], numClasses);
  }
}
