import { ConvNormActivation } from "../blocks/conv-norm-activation.ts";
import { full } from "../creation.ts";
import { normalize } from "../functional.ts";
import { ReLU, ReLU6 } from "../layers/activations.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { ModuleList } from "../layers/module-list.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import { Parameter } from "../parameter.ts";
import type { Tensor } from "../tensor.ts";
import { type AnchorOutput, perAnchor } from "./detection-heads.ts";
import {
  type BottleneckRow,
  type MobileNetV3Block,
  mobileNetV3Features,
  mobilenetsV3,
} from "./mobilenet-v3.ts";
import { vggFeatures, vggs } from "./vgg.ts";

/** Levels of features, the largest image first. */
export interface LevelsOf extends Module {
  forward(x: Tensor): readonly Tensor[];
}

/** Where VGG-16's third and fourth pools stand among its features. */
const pools = { third: 16, fourth: 23 };

/** VGG-16 as SSD300 sees an image with it (Liu et al. 2015): its last two linear layers are convolutions, and four blocks follow. */
export class SSDVGGBackbone extends Module {
  scale_weight: Parameter;
  features: Sequential;
  extra: ModuleList<Sequential>;

  constructor() {
    super();
    const { depths, batchNorm } = vggs.vgg16;
    const layers = vggFeatures(depths, batchNorm);
    layers[pools.third] = new MaxPool2d(2, { ceilMode: true });
    this.scale_weight = new Parameter(full([512], 20));
    this.features = new Sequential(...layers.slice(0, pools.fourth));
    this.extra = new ModuleList([
      // All but the last pool, for which one of stride 1 stands.
      new Sequential(...layers.slice(pools.fourth, -1), convolvedLinear()),
      extraBlock(1024, 256, { stride: 2, padding: 1 }),
      extraBlock(512, 128, { stride: 2, padding: 1 }),
      extraBlock(256, 128),
      extraBlock(256, 128),
    ]);
  }

  forward(x: Tensor): readonly Tensor[] {
    let out = this.features(x);
    const levels = [this.scale_weight.view(1, -1, 1, 1).mul(normalize(out))];
    for (const block of this.extra) {
      out = block(out);
      levels.push(out);
    }
    return levels;
  }
}

function convolvedLinear(): Sequential {
  return new Sequential(
    new MaxPool2d(3, { stride: 1, padding: 1 }),
    new Conv2d(512, 1024, 3, { padding: 6, dilation: 6 }),
    new ReLU(),
    new Conv2d(1024, 1024, 1),
    new ReLU(),
  );
}

/** Narrows by 1×1, and doubles the channels by 3×3. */
function extraBlock(
  inChannels: number,
  channels: number,
  options: { stride?: number; padding?: number } = {},
): Sequential {
  return new Sequential(
    new Conv2d(inChannels, channels, 1),
    new ReLU(),
    new Conv2d(channels, 2 * channels, 3, options),
    new ReLU(),
  );
}

/** What a batch norm of SSDLite adds to the variance. */
const eps = 1e-3;

/** The block of MobileNetV3 Large inside of which SSDLite takes its first level. */
const split = 13;

/** MobileNetV3 Large as SSDLite sees an image with it (Howard et al. 2019): its last blocks have half of their channels. */
export class SSDLiteBackbone extends Module {
  features: Sequential;
  extra: ModuleList<Sequential>;

  constructor() {
    super();
    const layers = mobileNetV3Features(mobilenetsV3.mobilenet_v3_large.rows.map(halved));
    const [widen, ...rest] = (layers[split] as MobileNetV3Block).block.toArray();
    // The rest of the block keeps its names.
    const named = Object.fromEntries(rest.map((layer, index) => [`${index + 1}`, layer]));
    this.features = new Sequential(
      new Sequential(...layers.slice(0, split), widen as Layer),
      new Sequential(new Sequential(named), ...layers.slice(split + 1)),
    );
    this.extra = new ModuleList([
      liteBlock(480, 512),
      liteBlock(512, 256),
      liteBlock(256, 256),
      liteBlock(256, 128),
    ]);
  }

  forward(x: Tensor): readonly Tensor[] {
    const levels: Tensor[] = [];
    let out = x;
    for (const block of [...this.features, ...this.extra]) {
      out = block(out);
      levels.push(out);
    }
    return levels;
  }
}

/** Of the blocks with 160 channels, which are the last three. */
function halved(row: BottleneckRow, index: number, rows: readonly BottleneckRow[]): BottleneckRow {
  const [kernelSize, hidden, outChannels, squeezes, activation, stride] = row;
  if (outChannels !== 160) return row;
  const isFirst = rows[index - 1]?.[2] !== 160;
  return [kernelSize, isFirst ? hidden : hidden / 2, 80, squeezes, activation, stride];
}

/** Narrows, halves the image channel by channel, and widens. */
function liteBlock(inChannels: number, outChannels: number): Sequential {
  const channels = outChannels / 2;
  return new Sequential(
    new ConvNormActivation(inChannels, channels, 1, new ReLU6(), { eps }),
    new ConvNormActivation(channels, channels, 3, new ReLU6(), { stride: 2, groups: channels, eps }),
    new ConvNormActivation(channels, outChannels, 1, new ReLU6(), { eps }),
  );
}

/** Makes the convolution of one level's head. */
export type PredictorOf = (inChannels: number, outChannels: number) => Layer;

export function fullPredictor(inChannels: number, outChannels: number): Layer {
  return new Conv2d(inChannels, outChannels, 3, { padding: 1 });
}

/** A depthwise separable convolution. */
export function litePredictor(inChannels: number, outChannels: number): Layer {
  return new Sequential(
    new ConvNormActivation(inChannels, inChannels, 3, new ReLU6(), { groups: inChannels, eps }),
    new Conv2d(inChannels, outChannels, 1),
  );
}

/** A level of SSD's features. */
export interface SSDLevel {
  readonly channels: number;
  /** Boxes of each pixel. */
  readonly anchors: number;
}

/** The heads of SSD (Liu et al. 2015): each level has a convolution of its own for classes, and one for boxes. */
export class SSDHead extends Module {
  classification_head: LevelHeads;
  regression_head: LevelHeads;

  constructor(levels: readonly SSDLevel[], numClasses: number, predictor: PredictorOf) {
    super();
    this.classification_head = new LevelHeads(levels, numClasses, predictor);
    this.regression_head = new LevelHeads(levels, 4, predictor);
  }

  forward(levels: readonly Tensor[]): AnchorOutput {
    return { bboxRegression: this.regression_head(levels), clsLogits: this.classification_head(levels) };
  }
}

class LevelHeads extends Module {
  module_list: ModuleList<Layer>;
  readonly numbers: number;

  constructor(levels: readonly SSDLevel[], numbers: number, predictor: PredictorOf) {
    super();
    this.module_list = new ModuleList(
      levels.map(({ channels, anchors }) => predictor(channels, anchors * numbers)),
    );
    this.numbers = numbers;
  }

  forward(levels: readonly Tensor[]): Tensor {
    return perAnchor(
      levels.map((level, index) => this.module_list.get(index)(level)),
      this.numbers,
    );
  }
}
