import { optionsOf } from "../arguments.ts";
import { ConvNormActivation } from "../blocks/conv-norm-activation.ts";
import { SqueezeExcitation } from "../blocks/squeeze-excitation.ts";
import { flatten } from "../functional.ts";
import { Hardsigmoid, Hardswish, ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { Dropout } from "../layers/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions, roundedTo } from "./family.ts";

/** What a batch norm of this family adds to the variance. */
const eps = 1e-3;

/** A block as the paper's tables 1 and 2 have it: RE is ReLU, HS hardswish. */
export type BottleneckRow = readonly [
  kernelSize: number,
  hidden: number,
  outChannels: number,
  squeezes: boolean,
  activation: "RE" | "HS",
  stride: number,
  dilation?: number,
];

interface MobileNetV3Form {
  readonly rows: readonly BottleneckRow[];
  /** Between the two linear layers. */
  readonly lastChannels: number;
}

/** Fields that may be replaced by any layer. */
export interface MobileNetV3 {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/** The nets of "Searching for MobileNetV3" (Howard et al. 2019), to torchvision's names. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class MobileNetV3 extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  constructor({ rows, lastChannels }: MobileNetV3Form, numClasses = 1000) {
    super();
    this.features = new Sequential(...mobileNetV3Features(rows));
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.classifier = new Sequential(
      new Linear(6 * lastOf(rows), lastChannels),
      new Hardswish(),
      new Dropout(0.2),
      new Linear(lastChannels, numClasses),
    );
  }

  forward(x: Tensor): Tensor {
    const pooled = this.avgpool(this.features(x));
    return this.classifier(flatten(pooled, 1));
  }
}

/** The stem, a block for each row, and a 1×1 that widens sixfold. */
export function mobileNetV3Features(rows: readonly BottleneckRow[]): Layer[] {
  let channels = 16;
  const layers: Layer[] = [new ConvNormActivation(3, channels, 3, new Hardswish(), { stride: 2, eps })];
  for (const row of rows) {
    layers.push(new MobileNetV3Block(channels, row));
    channels = row[2];
  }
  layers.push(new ConvNormActivation(channels, 6 * channels, 1, new Hardswish(), { eps }));
  return layers;
}

/** The channels that come out of the last block. */
function lastOf(rows: readonly BottleneckRow[]): number {
  return rows.at(-1)?.[2] ?? 16;
}

/** MobileNetV2's inverted residual with, in some blocks, a squeeze and excitation by a hard sigmoid. */
export class MobileNetV3Block extends Module {
  block: Sequential;
  readonly hasShortcut: boolean;

  constructor(
    inChannels: number,
    [kernelSize, hidden, outChannels, squeezes, activation, stride, dilation = 1]: BottleneckRow,
  ) {
    super();
    const Activation = activation === "HS" ? Hardswish : ReLU;
    const layers: Layer[] = [];
    if (hidden !== inChannels)
      layers.push(new ConvNormActivation(inChannels, hidden, 1, new Activation(), { eps }));
    layers.push(
      new ConvNormActivation(hidden, hidden, kernelSize, new Activation(), {
        stride,
        groups: hidden,
        dilation,
        eps,
      }),
    );
    if (squeezes) layers.push(makeSqueeze(hidden));
    layers.push(new ConvNormActivation(hidden, outChannels, 1, null, { eps }));
    this.block = new Sequential(...layers);
    this.hasShortcut = stride === 1 && inChannels === outChannels;
  }

  forward(x: Tensor): Tensor {
    const out = this.block(x);
    return this.hasShortcut ? out.add(x) : out;
  }
}

function makeSqueeze(channels: number): SqueezeExcitation {
  return new SqueezeExcitation(channels, roundedTo(8, Math.floor(channels / 4)), {
    scaleActivation: new Hardsigmoid(),
  });
}

export const mobilenetsV3 = {
  mobilenet_v3_large: {
    rows: [
      [3, 16, 16, false, "RE", 1],
      [3, 64, 24, false, "RE", 2],
      [3, 72, 24, false, "RE", 1],
      [5, 72, 40, true, "RE", 2],
      [5, 120, 40, true, "RE", 1],
      [5, 120, 40, true, "RE", 1],
      [3, 240, 80, false, "HS", 2],
      [3, 200, 80, false, "HS", 1],
      [3, 184, 80, false, "HS", 1],
      [3, 184, 80, false, "HS", 1],
      [3, 480, 112, true, "HS", 1],
      [3, 672, 112, true, "HS", 1],
      [5, 672, 160, true, "HS", 2],
      [5, 960, 160, true, "HS", 1],
      [5, 960, 160, true, "HS", 1],
    ],
    lastChannels: 1280,
  },
  mobilenet_v3_small: {
    rows: [
      [3, 16, 16, true, "RE", 2],
      [3, 72, 24, false, "RE", 2],
      [3, 88, 24, false, "RE", 1],
      [5, 96, 40, true, "HS", 2],
      [5, 240, 40, true, "HS", 1],
      [5, 240, 40, true, "HS", 1],
      [5, 120, 48, true, "HS", 1],
      [5, 144, 48, true, "HS", 1],
      [5, 288, 96, true, "HS", 2],
      [5, 576, 96, true, "HS", 1],
      [5, 576, 96, true, "HS", 1],
    ],
    lastChannels: 1024,
  },
} as const satisfies Record<string, MobileNetV3Form>;

export type MobileNetV3Name = keyof typeof mobilenetsV3;

/**
 * MobileNetV3 Large and Small (Howard et al. 2019) by torchvision's names: `models.mobilenetV3("mobilenet_v3_large")`.
 * [N, 3, 224, 224] → [N, numClasses].
 */
export function mobilenetV3(name: MobileNetV3Name, options: NetOptions = {}): MobileNetV3 {
  const { numClasses = 1000 } = optionsOf("mobilenetV3", options);
  return new MobileNetV3(memberOf("mobilenetV3", mobilenetsV3, name), numClasses);
}
