import { optionsOf } from "../arguments.ts";
import { ConvNeXtBlock } from "../blocks/conv-next-block.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Flatten } from "../layers/flatten.ts";
import { LayerNorm } from "../layers/layer-norm.ts";
import { Linear } from "../layers/linear.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions } from "./family.ts";

/** How many channels the first stage has, each later one having twice as many, and how many blocks each stage has. */
interface ConvNeXtForm {
  readonly channels: number;
  readonly depths: readonly [number, number, number, number];
}

/** Fields that may be replaced by any layer. */
export interface ConvNeXt {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/** The nets of "A ConvNet for the 2020s" (Liu et al. 2022), to torchvision's names. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class ConvNeXt extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  constructor({ channels, depths }: ConvNeXtForm, numClasses = 1000) {
    super();
    const layers: Layer[] = [
      new Sequential(new Conv2d(3, channels, 4, { stride: 4 }), new LayerNorm2d(channels)),
    ];
    let width = channels;
    for (const [stage, depth] of depths.entries()) {
      if (stage > 0) {
        layers.push(new Sequential(new LayerNorm2d(width), new Conv2d(width, 2 * width, 2, { stride: 2 })));
        width *= 2;
      }
      layers.push(makeStage(width, depth));
    }
    this.features = new Sequential(...layers);
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.classifier = new Sequential(new LayerNorm2d(width), new Flatten(1), new Linear(width, numClasses));
  }

  forward(x: Tensor): Tensor {
    return this.classifier(this.avgpool(this.features(x)));
  }
}

function makeStage(channels: number, depth: number): Sequential {
  return new Sequential(...Array.from({ length: depth }, () => new ConvNeXtBlock(channels)));
}

/** A layer norm over the channels of each pixel. */
export class LayerNorm2d extends LayerNorm {
  constructor(channels: number) {
    super(channels, { eps: 1e-6 });
  }

  override forward(x: Tensor): Tensor {
    return super.forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2);
  }
}

export const convnexts = {
  convnext_tiny: { channels: 96, depths: [3, 3, 9, 3] },
  convnext_small: { channels: 96, depths: [3, 3, 27, 3] },
  convnext_base: { channels: 128, depths: [3, 3, 27, 3] },
  convnext_large: { channels: 192, depths: [3, 3, 27, 3] },
} as const satisfies Record<string, ConvNeXtForm>;

export type ConvNeXtName = keyof typeof convnexts;

/**
 * ConvNeXt Tiny, Small, Base and Large (Liu et al. 2022) by torchvision's names: `models.convnext("convnext_tiny")`.
 * [N, 3, 224, 224] → [N, numClasses].
 */
export function convnext(name: ConvNeXtName, options: NetOptions = {}): ConvNeXt {
  const { numClasses = 1000 } = optionsOf("convnext", options);
  return new ConvNeXt(memberOf("convnext", convnexts, name), numClasses);
}
