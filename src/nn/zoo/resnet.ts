import { optionsOf } from "../arguments.ts";
import { flatten } from "../functional.ts";
import type { ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import type { BatchNorm2d } from "../layers/batch-norm2d.ts";
import type { Conv2d } from "../layers/conv2d.ts";
import { Linear } from "../layers/linear.ts";
import type { MaxPool2d } from "../layers/max-pool2d.ts";
import type { Layer, Sequential } from "../layers/sequential.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions } from "./family.ts";
import { BasicBlock, type BlockForm, BottleneckBlock } from "./resnet-blocks.ts";
import { type Depths, type ResNetBlock, ResNetStages } from "./resnet-stages.ts";

/** Fields that may be replaced by any layer. */
export interface ResNet<B extends Layer = Layer> {
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
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get fc(): Linear;
  set fc(layer: Layer);
}

/**
 * The frame of the residual nets for ImageNet (He et al. 2015), to torchvision's names: the stem and four stages of
 * `ResNetStages`, the mean over the image, and a linear layer.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class ResNet<B extends Layer = Layer> extends ResNetStages<B> {
  static readonly exampleInput = [1, 3, 224, 224];

  /** `depths` says how many blocks each of the four stages has. */
  constructor(Block: ResNetBlock<B>, depths: Depths, numClasses = 1000, form: BlockForm = {}) {
    super(Block, depths, form);
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.fc = new Linear(512 * Block.expansion, numClasses);
  }

  forward(x: Tensor): Tensor {
    const [, , , out] = this.stages(x);
    return this.fc(flatten(this.avgpool(out), 1));
  }
}

interface ResNetVariant extends BlockForm {
  readonly block: typeof BasicBlock | typeof BottleneckBlock;
  readonly depths: Depths;
}

export const resnets = {
  resnet18: { block: BasicBlock, depths: [2, 2, 2, 2] },
  resnet34: { block: BasicBlock, depths: [3, 4, 6, 3] },
  resnet50: { block: BottleneckBlock, depths: [3, 4, 6, 3] },
  resnet101: { block: BottleneckBlock, depths: [3, 4, 23, 3] },
  resnet152: { block: BottleneckBlock, depths: [3, 8, 36, 3] },
  resnext50_32x4d: { block: BottleneckBlock, depths: [3, 4, 6, 3], groups: 32, widthPerGroup: 4 },
  resnext101_32x8d: { block: BottleneckBlock, depths: [3, 4, 23, 3], groups: 32, widthPerGroup: 8 },
  resnext101_64x4d: { block: BottleneckBlock, depths: [3, 4, 23, 3], groups: 64, widthPerGroup: 4 },
  wide_resnet50_2: { block: BottleneckBlock, depths: [3, 4, 6, 3], widthPerGroup: 128 },
  wide_resnet101_2: { block: BottleneckBlock, depths: [3, 4, 23, 3], widthPerGroup: 128 },
} as const satisfies Record<string, ResNetVariant>;

export type ResNetName = keyof typeof resnets;

/**
 * The residual nets (He et al. 2015), with grouped convolutions ResNeXt (Xie et al. 2016) and with wider ones Wide ResNet
 * (Zagoruyko & Komodakis 2016), by torchvision's names: `models.resnet("resnext50_32x4d")`. [N, 3, 224, 224] → [N,
 * numClasses].
 */
export function resnet(name: ResNetName, options: NetOptions = {}): ResNet {
  const { numClasses = 1000 } = optionsOf("resnet", options);
  const { block, depths, ...form }: ResNetVariant = memberOf("resnet", resnets, name);
  return new ResNet<Layer>(block, depths, numClasses, form);
}

/**
 * ResNet-18 of "Deep Residual Learning for Image Recognition" (He et al. 2015), to torchvision's names:
 * [N, 3, 224, 224] → [N, numClasses]; 11,689,512 parameters with 1000 classes.
 */
export class ResNet18 extends ResNet<BasicBlock> {
  constructor(numClasses = 1000) {
    super(BasicBlock, [2, 2, 2, 2], numClasses);
  }
}

/**
 * ResNet-50 (He et al. 2015) in the v1.5 form, whose stride stands on the 3×3 convolution, to torchvision's
 * names: [N, 3, 224, 224] → [N, numClasses]; 25,557,032 parameters with 1000 classes.
 */
export class ResNet50 extends ResNet<BottleneckBlock> {
  constructor(numClasses = 1000) {
    super(BottleneckBlock, [3, 4, 6, 3], numClasses);
  }
}
