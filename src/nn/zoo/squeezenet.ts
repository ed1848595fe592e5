import { optionsOf } from "../arguments.ts";
import { Fire } from "../blocks/fire.ts";
import { flatten } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Dropout } from "../layers/dropout.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions } from "./family.ts";

/** Fields that may be replaced by any layer. */
export interface SqueezeNet {
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/** The first convolution, and how often the image is halved where. */
interface SqueezeNetForm {
  readonly stemChannels: number;
  readonly stemKernel: number;
  /** How many of the eight fire modules stand before the second and the third max pool. */
  readonly pooledAfter: readonly [number, number];
}

/** The squeezed channels of the eight fire modules; each expands them to four times as many on either side. */
const squeezed = [16, 16, 32, 32, 48, 48, 64, 64];

/**
 * The nets of "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters" (Iandola et al. 2016), to torchvision's names.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class SqueezeNet extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  constructor({ stemChannels, stemKernel, pooledAfter }: SqueezeNetForm, numClasses = 1000) {
    super();
    const layers: Layer[] = [new Conv2d(3, stemChannels, stemKernel, { stride: 2 }), new ReLU(), makePool()];
    let channels = stemChannels;
    for (const [index, squeeze] of squeezed.entries()) {
      if (pooledAfter.includes(index)) layers.push(makePool());
      layers.push(new Fire(channels, squeeze, 4 * squeeze));
      channels = 8 * squeeze;
    }
    this.features = new Sequential(...layers);
    this.classifier = new Sequential(
      new Dropout(0.5),
      new Conv2d(512, numClasses, 1),
      new ReLU(),
      new AdaptiveAvgPool2d(1),
    );
  }

  forward(x: Tensor): Tensor {
    const scores = this.classifier(this.features(x));
    return flatten(scores, 1);
  }
}

function makePool(): MaxPool2d {
  return new MaxPool2d(3, { stride: 2, ceilMode: true });
}

export const squeezenets = {
  squeezenet1_0: { stemChannels: 96, stemKernel: 7, pooledAfter: [3, 7] },
  squeezenet1_1: { stemChannels: 64, stemKernel: 3, pooledAfter: [2, 4] },
} as const satisfies Record<string, SqueezeNetForm>;

export type SqueezeNetName = keyof typeof squeezenets;

/**
 * SqueezeNet 1.0 and its authors' cheaper 1.1 (Iandola et al. 2016) by torchvision's names:
 * `models.squeezenet("squeezenet1_0")`. [N, 3, 224, 224] → [N, numClasses].
 */
export function squeezenet(name: SqueezeNetName, options: NetOptions = {}): SqueezeNet {
  const { numClasses = 1000 } = optionsOf("squeezenet", options);
  return new SqueezeNet(memberOf("squeezenet", squeezenets, name), numClasses);
}

/**
 * SqueezeNet 1.1, its authors' cheaper form of SqueezeNet (Iandola et al. 2016), to torchvision's names: [N, 3, 224, 224] →
 * [N, numClasses]; 1,235,496 parameters with 1000 classes.
 */
export class SqueezeNet11 extends SqueezeNet {
  constructor(numClasses = 1000) {
    super(squeezenets.squeezenet1_1, numClasses);
  }
}
