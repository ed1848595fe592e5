import { optionsOf } from "../arguments.ts";
import { DenseLayer } from "../blocks/dense-layer.ts";
import { cat } from "../combine.ts";
import { adaptiveAvgPool2d, flatten, relu } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { AvgPool2d } from "../layers/avg-pool2d.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Linear } from "../layers/linear.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import type { Layer } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions } from "./family.ts";

/** Fields that may be replaced by any layer. */
export interface DenseNet {
  get classifier(): Linear;
  set classifier(layer: Layer);
}

/** How deep the four dense blocks are, how many maps each of their layers adds, and how many the stem gives. */
interface DenseNetForm {
  readonly depths: readonly [number, number, number, number];
  readonly growthRate: number;
  readonly stemChannels: number;
}

/**
 * The nets of "Densely Connected Convolutional Networks" (Huang et al. 2016), to torchvision's names: every layer of a block
 * sees the maps of all layers before it.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class DenseNet extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: DenseFeatures;

  constructor(form: DenseNetForm, numClasses = 1000) {
    super();
    this.features = new DenseFeatures(form);
    this.classifier = new Linear(this.features.norm5.numFeatures, numClasses);
  }

  forward(x: Tensor): Tensor {
    const out = adaptiveAvgPool2d(relu(this.features(x)), 1);
    return this.classifier(flatten(out, 1));
  }
}

/** A stem and four dense blocks; a transition after each but the last halves channels and image. */
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

  constructor({ depths, growthRate, stemChannels }: DenseNetForm) {
    super();
    this.conv0 = new Conv2d(3, stemChannels, 7, { stride: 2, padding: 3, bias: false });
    this.norm0 = new BatchNorm2d(stemChannels);
    this.relu0 = new ReLU();
    this.pool0 = new MaxPool2d(3, { stride: 2, padding: 1 });
    const [first, second, third, fourth] = depths;
    this.denseblock1 = new DenseBlock(first, stemChannels, growthRate);
    this.transition1 = new Transition(this.denseblock1.outChannels);
    this.denseblock2 = new DenseBlock(second, this.transition1.outChannels, growthRate);
    this.transition2 = new Transition(this.denseblock2.outChannels);
    this.denseblock3 = new DenseBlock(third, this.transition2.outChannels, growthRate);
    this.transition3 = new Transition(this.denseblock3.outChannels);
    this.denseblock4 = new DenseBlock(fourth, this.transition3.outChannels, growthRate);
    this.norm5 = new BatchNorm2d(this.denseblock4.outChannels);
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
  readonly outChannels: number;
  [name: `denselayer${number}`]: DenseLayer;

  constructor(depth: number, inChannels: number, growthRate: number) {
    super();
    this.depth = depth;
    this.outChannels = inChannels + depth * growthRate;
    for (let i = 0; i < depth; i++) {
      this[`denselayer${i + 1}`] = new DenseLayer(inChannels + i * growthRate, growthRate);
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

/** Between two dense blocks: half the channels by a 1×1 convolution, half the image by averages. */
export class Transition extends Module {
  norm: BatchNorm2d;
  relu: ReLU;
  conv: Conv2d;
  pool: AvgPool2d;
  readonly outChannels: number;

  constructor(inChannels: number) {
    super();
    const outChannels = Math.floor(inChannels / 2);
    this.outChannels = outChannels;
    this.norm = new BatchNorm2d(inChannels);
    this.relu = new ReLU();
    this.conv = new Conv2d(inChannels, outChannels, 1, { bias: false });
    this.pool = new AvgPool2d(2, { stride: 2 });
  }

  forward(x: Tensor): Tensor {
    return this.pool(this.conv(this.relu(this.norm(x))));
  }
}

export const densenets = {
  densenet121: { depths: [6, 12, 24, 16], growthRate: 32, stemChannels: 64 },
  densenet161: { depths: [6, 12, 36, 24], growthRate: 48, stemChannels: 96 },
  densenet169: { depths: [6, 12, 32, 32], growthRate: 32, stemChannels: 64 },
  densenet201: { depths: [6, 12, 48, 32], growthRate: 32, stemChannels: 64 },
} as const satisfies Record<string, DenseNetForm>;

export type DenseNetName = keyof typeof densenets;

/**
 * DenseNet-121, 161, 169 and 201 (Huang et al. 2016) by torchvision's names: `models.densenet("densenet169")`.
 * [N, 3, 224, 224] → [N, numClasses].
 */
export function densenet(name: DenseNetName, options: NetOptions = {}): DenseNet {
  const { numClasses = 1000 } = optionsOf("densenet", options);
  return new DenseNet(memberOf("densenet", densenets, name), numClasses);
}

/**
 * DenseNet-121 of "Densely Connected Convolutional Networks" (Huang et al. 2016), to torchvision's names: [N, 3, 224, 224] →
 * [N, numClasses]; 7,978,856 parameters with 1000 classes.
 */
export class DenseNet121 extends DenseNet {
  constructor(numClasses = 1000) {
    super(densenets.densenet121, numClasses);
  }
}
