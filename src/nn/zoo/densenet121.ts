import { cat } from "../combine.ts";
import { flatten, relu } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-avg-pool2d.ts";
import { AvgPool2d } from "../layers/avg-pool2d.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Linear } from "../layers/linear.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import type { Layer } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** How many maps each dense layer adds. */
const growthRate = 32;

/** Fields that may be replaced by any layer. */
export interface DenseNet121 {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get classifier(): Linear;
  set classifier(layer: Layer);
}

/**
 * DenseNet-121 of "Densely Connected Convolutional Networks" (Huang et al. 2016), to torchvision's names: every layer
 * of a block sees the maps of all layers before it. [N, 3, 224, 224] → [N, numClasses]; 7,978,856 parameters with 1000
 * classes.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class DenseNet121 extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: DenseFeatures;

  constructor(numClasses = 1000) {
    super();
    this.features = new DenseFeatures();
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.classifier = new Linear(1024, numClasses);
  }

  forward(x: Tensor): Tensor {
    const out = this.avgpool(relu(this.features(x)));
    return this.classifier(flatten(out, 1));
  }
}

/** A stem and four dense blocks of 6, 12, 24 and 16 layers; a transition after each but the last halves channels and image. */
export class DenseFeatures extends Module {
  conv0: Conv2d;
  norm0: BatchNorm2d;
  relu0: ReLU;
  pool0: MaxPool2d;
  denseblock1: DenseBlock;
  transition1: Transition;
  denseblock2: DenseBlock;
  transition2: Transition;
  denseblock3: DenseBlock;
  transition3: Transition;
  denseblock4: DenseBlock;
  norm5: BatchNorm2d;

  constructor() {
    super();
    this.conv0 = new Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false });
    this.norm0 = new BatchNorm2d(64);
    this.relu0 = new ReLU();
    this.pool0 = new MaxPool2d(3, { stride: 2, padding: 1 });
    this.denseblock1 = new DenseBlock(6, 64);
    this.transition1 = new Transition(256, 128);
    this.denseblock2 = new DenseBlock(12, 128);
    this.transition2 = new Transition(512, 256);
    this.denseblock3 = new DenseBlock(24, 256);
    this.transition3 = new Transition(1024, 512);
    this.denseblock4 = new DenseBlock(16, 512);
    this.norm5 = new BatchNorm2d(1024);
  }

  forward(x: Tensor): Tensor {
    let out = this.pool0(this.relu0(this.norm0(this.conv0(x))));
    out = this.transition1(this.denseblock1(out));
    out = this.transition2(this.denseblock2(out));
    out = this.transition3(this.denseblock3(out));
    return this.norm5(this.denseblock4(out));
  }
}

/** Layers `denselayer1`, `denselayer2`, …, each on everything before it; gives all maps side by side. */
export class DenseBlock extends Module {
  readonly depth: number;
  [name: `denselayer${number}`]: DenseLayer;

  constructor(depth: number, inChannels: number) {
    super();
    this.depth = depth;
    for (let i = 0; i < depth; i++) {
      this[`denselayer${i + 1}`] = new DenseLayer(inChannels + i * growthRate);
    }
  }

  forward(x: Tensor): Tensor {
    const maps = [x];
    for (let i = 0; i < this.depth; i++) {
      const layer = this[`denselayer${i + 1}`] as DenseLayer;
      maps.push(layer(cat(maps, 1)));
    }
    return cat(maps, 1);
  }
}

/** 1×1 to four times the growth, then 3×3, each after its own batch norm and ReLU. */
export class DenseLayer extends Module {
  norm1: BatchNorm2d;
  relu1: ReLU;
  conv1: Conv2d;
  norm2: BatchNorm2d;
  relu2: ReLU;
  conv2: Conv2d;

  constructor(inChannels: number) {
    super();
    this.norm1 = new BatchNorm2d(inChannels);
    this.relu1 = new ReLU();
    this.conv1 = new Conv2d(inChannels, 4 * growthRate, 1, { bias: false });
    this.norm2 = new BatchNorm2d(4 * growthRate);
    this.relu2 = new ReLU();
    this.conv2 = new Conv2d(4 * growthRate, growthRate, 3, { padding: 1, bias: false });
  }

  forward(x: Tensor): Tensor {
    const narrow = this.conv1(this.relu1(this.norm1(x)));
    return this.conv2(this.relu2(this.norm2(narrow)));
  }
}

/** Between two dense blocks: fewer channels by a 1×1 convolution, half the image by averages. */
export class Transition extends Module {
  norm: BatchNorm2d;
  relu: ReLU;
  conv: Conv2d;
  pool: AvgPool2d;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.norm = new BatchNorm2d(inChannels);
    this.relu = new ReLU();
    this.conv = new Conv2d(inChannels, outChannels, 1, { bias: false });
    this.pool = new AvgPool2d(2, { stride: 2 });
  }

  forward(x: Tensor): Tensor {
    return this.pool(this.conv(this.relu(this.norm(x))));
  }
}
