import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { type BlockForm, BottleneckBlock } from "./resnet-blocks.ts";

export type Depths = readonly [number, number, number, number];

/** How many times smaller the last stage's image is than the net's. */
export type OutputStride = 8 | 16 | 32;

/** A class of residual blocks that a `ResNet` can be made of. */
export interface ResNetBlock<B extends Layer = Layer> {
  new (inChannels: number, channels: number, stride: number, form: BlockForm): B;
  /** A block's output channels over its stage's channels. */
  readonly expansion: number;
}

/** What comes out of each of the four stages, largest image first. */
export type Levels = readonly [Tensor, Tensor, Tensor, Tensor];

/** The stages, and fields that may be replaced by any layer. */
export interface ResNetStages<B extends Layer = Layer> {
  get conv1(): Conv2d;
  set conv1(layer: Layer);
  bn1: BatchNorm2d;
  get relu(): ReLU;
  set relu(layer: Layer);
  get maxpool(): MaxPool2d;
  set maxpool(layer: Layer);
  layer1: Sequential<B>;
  layer2: Sequential<B>;
  layer3: Sequential<B>;
  layer4: Sequential<B>;
}

/**
 * What residual nets have before their last layers, to torchvision's names: a 7×7 stem, and four stages that double the
 * channels and, from the second on, halve the image. Where the image shall not shrink 32 times, the last ones spread their taps
 * instead and keep its size (Chen et al. 2017).
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export abstract class ResNetStages<B extends Layer = Layer> extends Module {
  /** `depths` says how many blocks each of the four stages has. */
  constructor(Block: ResNetBlock<B>, depths: Depths, form: BlockForm = {}, outputStride: OutputStride = 32) {
    super();
    const { expansion } = Block;
    const thirdSpread = outputStride === 8 ? 2 : 1;
    const fourthSpread = 32 / outputStride;
    this.conv1 = new Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false });
    this.bn1 = new BatchNorm2d(64);
    this.relu = new ReLU({ inplace: true });
    this.maxpool = new MaxPool2d(3, { stride: 2, padding: 1 });
    this.layer1 = makeStage(Block, 64, 64, { depth: depths[0], stride: 1 }, form);
    this.layer2 = makeStage(Block, 64 * expansion, 128, { depth: depths[1] }, form);
    this.layer3 = makeStage(Block, 128 * expansion, 256, { depth: depths[2], spread: thirdSpread }, form);
    this.layer4 = makeStage(Block, 256 * expansion, 512, { depth: depths[3], spread: fourthSpread }, form);
  }

  protected stages(x: Tensor): Levels {
    const first = this.layer1(this.maxpool(this.relu(this.bn1(this.conv1(x)))));
    const second = this.layer2(first);
    const third = this.layer3(second);
    return [first, second, third, this.layer4(third)];
  }
}

interface ResNetStage {
  readonly depth: number;
  /** Of the first block; 2, and 1 where taps are spread. */
  readonly stride?: number;
  /** How far apart the taps of all but the first block are; those of the first are half as far. */
  readonly spread?: number;
}

/** A stage's blocks. Only the first takes the stride; the others find their channels as they need them. */
function makeStage<B extends Layer>(
  Block: ResNetBlock<B>,
  inChannels: number,
  channels: number,
  { depth, spread = 1, stride = spread === 1 ? 2 : 1 }: ResNetStage,
  form: BlockForm,
): Sequential<B> {
  const firstForm = spread === 1 ? form : { ...form, dilation: spread / 2 };
  const otherForm = spread === 1 ? form : { ...form, dilation: spread };
  const blocks = [new Block(inChannels, channels, stride, firstForm)];
  while (blocks.length < depth) blocks.push(new Block(channels * Block.expansion, channels, 1, otherForm));
  return new Sequential<B>(...blocks);
}

/** The stages alone, as nets for segmentation and detection use them. */
export class ResNetLevels extends ResNetStages {
  /** Of 50 or 101 layers. */
  constructor(depth: 50 | 101, outputStride: OutputStride = 32) {
    super(BottleneckBlock, [3, 4, depth === 50 ? 6 : 23, 3], {}, outputStride);
  }

  forward(x: Tensor): Levels {
    return this.stages(x);
  }
}
