import { optionsOf } from "../arguments.ts";
import { ConvNormActivation } from "../blocks/conv-norm-activation.ts";
import { SqueezeExcitation } from "../blocks/squeeze-excitation.ts";
import { flatten } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { Linear } from "../layers/linear.ts";
import type { Layer } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions } from "./family.ts";

/** Four numbers, one a stage. */
type Four = readonly [number, number, number, number];

/** What tells one RegNet from another. */
interface RegNetForm {
  readonly depths: Four;
  readonly widths: Four;
  /** Channels of each group of the 3×3 convolutions. */
  readonly groupWidth: number;
  /** Whether blocks have a squeeze and excitation: RegNetY. */
  readonly squeezes: boolean;
}

/** Fields that may be replaced by any layer. */
export interface RegNet {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get fc(): Linear;
  set fc(layer: Layer);
}

/**
 * The nets of "Designing Network Design Spaces" (Radosavovic et al. 2020), to torchvision's names: a stem, four stages of
 * bottlenecks whose widths grow by a linear rule, the mean over the image, and a linear layer.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class RegNet extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  stem: ConvNormActivation;
  trunk_output: RegNetTrunk;

  constructor(form: RegNetForm, numClasses = 1000) {
    super();
    this.stem = new ConvNormActivation(3, 32, 3, new ReLU(), { stride: 2 });
    this.trunk_output = new RegNetTrunk(32, form);
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.fc = new Linear(form.widths[3], numClasses);
  }

  forward(x: Tensor): Tensor {
    const out = this.avgpool(this.trunk_output(this.stem(x)));
    return this.fc(flatten(out, 1));
  }
}

/** Four stages, each of which halves the image. */
export class RegNetTrunk extends Module {
  block1: RegNetStage;
  block2: RegNetStage;
  block3: RegNetStage;
  block4: RegNetStage;

  constructor(inChannels: number, form: RegNetForm) {
    super();
    const { widths } = form;
    this.block1 = new RegNetStage(1, inChannels, form);
    this.block2 = new RegNetStage(2, widths[0], form);
    this.block3 = new RegNetStage(3, widths[1], form);
    this.block4 = new RegNetStage(4, widths[2], form);
  }

  forward(x: Tensor): Tensor {
    return this.block4(this.block3(this.block2(this.block1(x))));
  }
}

/** A stage's blocks, `block2-0`, `block2-1`, …, of which the first has stride 2. */
export class RegNetStage extends Module {
  readonly names: readonly BlockName[];
  [name: BlockName]: RegNetBlock;

  constructor(stage: number, inChannels: number, { depths, widths, groupWidth, squeezes }: RegNetForm) {
    super();
    const [depth, width] = [depths[stage - 1] ?? 0, widths[stage - 1] ?? 0];
    this.names = Array.from({ length: depth }, (_, i): BlockName => `block${stage}-${i}`);
    for (const [i, name] of this.names.entries()) {
      const [from, stride] = i === 0 ? [inChannels, 2] : [width, 1];
      this[name] = new RegNetBlock(from, width, { stride, groupWidth, squeezes });
    }
  }

  forward(x: Tensor): Tensor {
    let out = x;
    for (const name of this.names) out = (this[name] as RegNetBlock)(out);
    return out;
  }
}

type BlockName = `block${number}-${number}`;

interface RegNetBlockOptions {
  readonly stride: number;
  readonly groupWidth: number;
  readonly squeezes: boolean;
}

/** A residual block, y = ReLU(F(x) + shortcut(x)), whose bottleneck is as wide as its output. */
export class RegNetBlock extends Module {
  proj: ConvNormActivation | null;
  f: RegNetTransform;
  activation: ReLU;

  constructor(inChannels: number, outChannels: number, options: RegNetBlockOptions) {
    super();
    const { stride } = options;
    const projects = stride !== 1 || inChannels !== outChannels;
    this.proj = projects ? new ConvNormActivation(inChannels, outChannels, 1, null, { stride }) : null;
    this.f = new RegNetTransform(inChannels, outChannels, options);
    this.activation = new ReLU();
  }

  forward(x: Tensor): Tensor {
    const shortcut = this.proj === null ? x : this.proj(x);
    return this.activation(shortcut.add(this.f(x)));
  }
}

/** F(x): 1×1, grouped 3×3, in RegNetY a squeeze and excitation, 1×1. */
export class RegNetTransform extends Module {
  a: ConvNormActivation;
  b: ConvNormActivation;
  se: SqueezeExcitation | null;
  c: ConvNormActivation;

  constructor(inChannels: number, width: number, { stride, groupWidth, squeezes }: RegNetBlockOptions) {
    super();
    // The first stage of RegNetX 8GF is narrower than a group, which is then one.
    const groups = width / Math.min(width, groupWidth);
    this.a = new ConvNormActivation(inChannels, width, 1, new ReLU());
    this.b = new ConvNormActivation(width, width, 3, new ReLU(), { stride, groups });
    this.se = squeezes ? new SqueezeExcitation(width, inChannels / 4) : null;
    this.c = new ConvNormActivation(width, width, 1, null);
  }

  forward(x: Tensor): Tensor {
    const out = this.b(this.a(x));
    return this.c(this.se === null ? out : this.se(out));
  }
}

export const regnets = {
  regnet_x_400mf: { depths: [1, 2, 7, 12], widths: [32, 64, 160, 400], groupWidth: 16, squeezes: false },
  regnet_x_800mf: { depths: [1, 3, 7, 5], widths: [64, 128, 288, 672], groupWidth: 16, squeezes: false },
  regnet_x_1_6gf: { depths: [2, 4, 10, 2], widths: [72, 168, 408, 912], groupWidth: 24, squeezes: false },
  regnet_x_3_2gf: { depths: [2, 6, 15, 2], widths: [96, 192, 432, 1008], groupWidth: 48, squeezes: false },
  regnet_x_8gf: { depths: [2, 5, 15, 1], widths: [80, 240, 720, 1920], groupWidth: 120, squeezes: false },
  regnet_x_16gf: { depths: [2, 6, 13, 1], widths: [256, 512, 896, 2048], groupWidth: 128, squeezes: false },
  regnet_x_32gf: { depths: [2, 7, 13, 1], widths: [336, 672, 1344, 2520], groupWidth: 168, squeezes: false },
  regnet_y_400mf: { depths: [1, 3, 6, 6], widths: [48, 104, 208, 440], groupWidth: 8, squeezes: true },
  regnet_y_800mf: { depths: [1, 3, 8, 2], widths: [64, 144, 320, 784], groupWidth: 16, squeezes: true },
  regnet_y_1_6gf: { depths: [2, 6, 17, 2], widths: [48, 120, 336, 888], groupWidth: 24, squeezes: true },
  regnet_y_3_2gf: { depths: [2, 5, 13, 1], widths: [72, 216, 576, 1512], groupWidth: 24, squeezes: true },
  regnet_y_8gf: { depths: [2, 4, 10, 1], widths: [224, 448, 896, 2016], groupWidth: 56, squeezes: true },
  regnet_y_16gf: { depths: [2, 4, 11, 1], widths: [224, 448, 1232, 3024], groupWidth: 112, squeezes: true },
  regnet_y_32gf: { depths: [2, 5, 12, 1], widths: [232, 696, 1392, 3712], groupWidth: 232, squeezes: true },
  regnet_y_128gf: { depths: [2, 7, 17, 1], widths: [528, 1056, 2904, 7392], groupWidth: 264, squeezes: true },
} as const satisfies Record<string, RegNetForm>;

export type RegNetName = keyof typeof regnets;

/**
 * RegNetX and, with squeeze and excitation, RegNetY (Radosavovic et al. 2020) by torchvision's names, which say the
 * multiplications: `models.regnet("regnet_y_400mf")`. [N, 3, 224, 224] → [N, numClasses].
 */
export function regnet(name: RegNetName, options: NetOptions = {}): RegNet {
  const { numClasses = 1000 } = optionsOf("regnet", options);
  return new RegNet(memberOf("regnet", regnets, name), numClasses);
}
