import { optionsOf } from "../arguments.ts";
import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Dropout } from "../layers/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions, roundedTo } from "./family.ts";

/** What training keeps of a batch in the running statistics; the paper's 0.9997 is one minus it. */
const momentum = 1 - 0.9997;

interface Stack {
  readonly outChannels: number;
  readonly kernelSize: number;
  /** Of the first block; the others keep the image's size. */
  readonly stride: number;
  readonly expansion: number;
  readonly depth: number;
}

const stacks: readonly Stack[] = [
  { outChannels: 24, kernelSize: 3, stride: 2, expansion: 3, depth: 3 },
  { outChannels: 40, kernelSize: 5, stride: 2, expansion: 3, depth: 3 },
  { outChannels: 80, kernelSize: 5, stride: 2, expansion: 6, depth: 3 },
  { outChannels: 96, kernelSize: 3, stride: 1, expansion: 6, depth: 2 },
  { outChannels: 192, kernelSize: 5, stride: 2, expansion: 6, depth: 4 },
  { outChannels: 320, kernelSize: 3, stride: 1, expansion: 6, depth: 1 },
];

/** Fields that may be replaced by any layer. */
export interface MNASNet {
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/**
 * MnasNet-B1 of "MnasNet: Platform-Aware Neural Architecture Search for Mobile" (Tan et al. 2018), to torchvision's names. All
 * channels but the last are scaled by `widthMultiplier`.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class MNASNet extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  layers: Sequential;

  constructor(widthMultiplier: number, numClasses = 1000) {
    super();
    const stem = roundedTo(8, 32 * widthMultiplier);
    let channels = roundedTo(8, 16 * widthMultiplier);
    const layers: Layer[] = [
      ...convNorm(3, stem, 3, { stride: 2 }),
      new ReLU(),
      ...convNorm(stem, stem, 3, { groups: stem }),
      new ReLU(),
      ...convNorm(stem, channels, 1),
    ];
    for (const stack of stacks) {
      const outChannels = roundedTo(8, stack.outChannels * widthMultiplier);
      layers.push(makeStack(channels, { ...stack, outChannels }));
      channels = outChannels;
    }
    layers.push(...convNorm(channels, 1280, 1), new ReLU());
    this.layers = new Sequential(...layers);
    this.classifier = new Sequential(new Dropout(0.2), new Linear(1280, numClasses));
  }

  forward(x: Tensor): Tensor {
    return this.classifier(this.layers(x).mean([2, 3]));
  }
}

function makeStack(inChannels: number, { depth, ...form }: Stack): Sequential {
  const blocks: Layer[] = [new MNASNetBlock(inChannels, form)];
  while (blocks.length < depth) blocks.push(new MNASNetBlock(form.outChannels, { ...form, stride: 1 }));
  return new Sequential(...blocks);
}

/** MobileNetV2's inverted residual with ReLU and, in some stacks, 5×5. */
export class MNASNetBlock extends Module {
  layers: Sequential;
  readonly hasShortcut: boolean;

  constructor(inChannels: number, { outChannels, kernelSize, stride, expansion }: Omit<Stack, "depth">) {
    super();
    const hidden = inChannels * expansion;
    this.hasShortcut = stride === 1 && inChannels === outChannels;
    this.layers = new Sequential(
      ...convNorm(inChannels, hidden, 1),
      new ReLU(),
      ...convNorm(hidden, hidden, kernelSize, { stride, groups: hidden }),
      new ReLU(),
      ...convNorm(hidden, outChannels, 1),
    );
  }

  forward(x: Tensor): Tensor {
    const out = this.layers(x);
    return this.hasShortcut ? out.add(x) : out;
  }
}

function convNorm(
  inChannels: number,
  outChannels: number,
  kernelSize: number,
  { stride = 1, groups = 1 }: { readonly stride?: number; readonly groups?: number } = {},
): Layer[] {
  const padding = Math.floor(kernelSize / 2);
  return [
    new Conv2d(inChannels, outChannels, kernelSize, { stride, padding, groups, bias: false }),
    new BatchNorm2d(outChannels, { momentum }),
  ];
}

/** What the members' channels are scaled by. */
export const mnasnets = {
  mnasnet0_5: 0.5,
  mnasnet0_75: 0.75,
  mnasnet1_0: 1,
  mnasnet1_3: 1.3,
} as const;

export type MNASNetName = keyof typeof mnasnets;

/**
 * MnasNet-B1 (Tan et al. 2018) at four widths by torchvision's names: `models.mnasnet("mnasnet0_5")`. [N, 3, 224, 224] → [N,
 * numClasses].
 */
export function mnasnet(name: MNASNetName, options: NetOptions = {}): MNASNet {
  const { numClasses = 1000 } = optionsOf("mnasnet", options);
  return new MNASNet(memberOf("mnasnet", mnasnets, name), numClasses);
}
