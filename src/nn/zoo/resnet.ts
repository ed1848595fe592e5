import { flatten, relu } from "../functional.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-avg-pool2d.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Linear } from "../layers/linear.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** A class of residual blocks that a `ResNet` can be made of. */
export interface ResNetBlock<B extends Layer = Layer> {
  new (inChannels: number, channels: number, stride: number): B;
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
  constructor(Block: ResNetBlock<B>, depths: readonly [number, number, number, number], numClasses = 1000) {
    super();
    const { expansion } = Block;
    this.conv1 = new Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false });
    this.bn1 = new BatchNorm2d(64);
    this.maxpool = new MaxPool2d(3, { stride: 2, padding: 1 });
    this.layer1 = makeStage(Block, 64, 64, depths[0], 1);
    this.layer2 = makeStage(Block, 64 * expansion, 128, depths[1], 2);
    this.layer3 = makeStage(Block, 128 * expansion, 256, depths[2], 2);
    this.layer4 = makeStage(Block, 256 * expansion, 512, depths[3], 2);
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
): Sequential<B> {
  const blocks = [new Block(inChannels, channels, stride)];
  while (blocks.length < depth) blocks.push(new Block(channels * Block.expansion, channels, 1));
  return new Sequential<B>(...blocks);
}

/** The projection on a block's shortcut, or null where x has the block's output shape already. */
export function makeDownsample(inChannels: number, outChannels: number, stride: number): Sequential | null {
  if (stride === 1 && inChannels === outChannels) return null;
  return new Sequential(
    new Conv2d(inChannels, outChannels, 1, { stride, bias: false }),
    new BatchNorm2d(outChannels),
  );
}
