import { optionsOf } from "../arguments.ts";
import { ConvNormActivation } from "../blocks/conv-norm-activation.ts";
import { FusedMBConv, MBConv } from "../blocks/mb-conv.ts";
import { flatten } from "../functional.ts";
import { SiLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { Dropout } from "../layers/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions, roundedTo } from "./family.ts";

/** Fields that may be replaced by any layer. */
export interface EfficientNet {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/** A row of blocks: MBConv unless `fused`. */
interface EfficientNetStage {
  readonly fused?: boolean;
  readonly expansion: number;
  readonly kernelSize: number;
  /** Of the first block; the others keep the image's size. */
  readonly stride: number;
  readonly outChannels: number;
  readonly depth: number;
}

/** What tells one EfficientNet from another. */
interface EfficientNetForm {
  readonly stemChannels: number;
  readonly stages: readonly EfficientNetStage[];
  readonly lastChannels: number;
  readonly dropout: number;
  /** What batch norms add to the variance. */
  readonly eps: number;
}

/**
 * The nets of "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks" (Tan & Le 2019) and of
 * "EfficientNetV2: Smaller Models and Faster Training" (2021), to torchvision's names.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class EfficientNet extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  constructor({ stemChannels, stages, lastChannels, dropout, eps }: EfficientNetForm, numClasses = 1000) {
    super();
    const layers: Layer[] = [new ConvNormActivation(3, stemChannels, 3, new SiLU(), { stride: 2, eps })];
    let channels = stemChannels;
    for (const stage of stages) {
      layers.push(makeStage(channels, stage, eps));
      channels = stage.outChannels;
    }
    layers.push(new ConvNormActivation(channels, lastChannels, 1, new SiLU(), { eps }));
    this.features = new Sequential(...layers);
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.classifier = new Sequential(new Dropout(dropout), new Linear(lastChannels, numClasses));
  }

  forward(x: Tensor): Tensor {
    const pooled = this.avgpool(this.features(x));
    return this.classifier(flatten(pooled, 1));
  }
}

function makeStage(
  inChannels: number,
  { fused, outChannels, depth, ...form }: EfficientNetStage,
  eps: number,
): Sequential {
  const Block = fused ? FusedMBConv : MBConv;
  const blocks: Layer[] = [new Block(inChannels, outChannels, { ...form, eps })];
  while (blocks.length < depth) blocks.push(new Block(outChannels, outChannels, { ...form, stride: 1, eps }));
  return new Sequential(...blocks);
}

/** The stages of B0, of which the others are scaled. */
const b0: readonly EfficientNetStage[] = [
  { expansion: 1, kernelSize: 3, stride: 1, outChannels: 16, depth: 1 },
  { expansion: 6, kernelSize: 3, stride: 2, outChannels: 24, depth: 2 },
  { expansion: 6, kernelSize: 5, stride: 2, outChannels: 40, depth: 2 },
  { expansion: 6, kernelSize: 3, stride: 2, outChannels: 80, depth: 3 },
  { expansion: 6, kernelSize: 5, stride: 1, outChannels: 112, depth: 3 },
  { expansion: 6, kernelSize: 5, stride: 2, outChannels: 192, depth: 4 },
  { expansion: 6, kernelSize: 3, stride: 1, outChannels: 320, depth: 1 },
];

/** How many times wider and deeper than B0. */
interface Scaling {
  readonly width: number;
  readonly depth: number;
  readonly dropout: number;
  readonly eps: number;
}

export const efficientnets = {
  efficientnet_b0: { width: 1, depth: 1, dropout: 0.2, eps: 1e-5 },
  efficientnet_b1: { width: 1, depth: 1.1, dropout: 0.2, eps: 1e-5 },
  efficientnet_b2: { width: 1.1, depth: 1.2, dropout: 0.3, eps: 1e-5 },
  efficientnet_b3: { width: 1.2, depth: 1.4, dropout: 0.3, eps: 1e-5 },
  efficientnet_b4: { width: 1.4, depth: 1.8, dropout: 0.4, eps: 1e-5 },
  efficientnet_b5: { width: 1.6, depth: 2.2, dropout: 0.4, eps: 1e-3 },
  efficientnet_b6: { width: 1.8, depth: 2.6, dropout: 0.5, eps: 1e-3 },
  efficientnet_b7: { width: 2, depth: 3.1, dropout: 0.5, eps: 1e-3 },
} as const satisfies Record<string, Scaling>;

export type EfficientNetName = keyof typeof efficientnets;

/**
 * EfficientNet B0 to B7 (Tan & Le 2019) by torchvision's names: `models.efficientnet("efficientnet_b3")`. [N, 3, H, W] → [N,
 * numClasses]; the published weights are for images of 224, 240, 288, 300, 380, 456, 528 and 600.
 */
export function efficientnet(name: EfficientNetName, options: NetOptions = {}): EfficientNet {
  const { numClasses = 1000 } = optionsOf("efficientnet", options);
  return new EfficientNet(scaled(memberOf("efficientnet", efficientnets, name)), numClasses);
}

/**
 * EfficientNet B0 (Tan & Le 2019), to torchvision's names; its stochastic depth drops nothing after training.
 * [N, 3, 224, 224] → [N, numClasses]; 5,288,548 parameters with 1000 classes.
 */
export class EfficientNetB0 extends EfficientNet {
  constructor(numClasses = 1000) {
    super(scaled(efficientnets.efficientnet_b0), numClasses);
  }
}

function scaled({ width, depth, dropout, eps }: Scaling): EfficientNetForm {
  const stages = b0.map((stage) => ({
    ...stage,
    outChannels: roundedTo(8, stage.outChannels * width),
    depth: Math.ceil(stage.depth * depth),
  }));
  const lastChannels = 4 * roundedTo(8, 320 * width);
  return { stemChannels: roundedTo(8, 32 * width), stages, lastChannels, dropout, eps };
}
