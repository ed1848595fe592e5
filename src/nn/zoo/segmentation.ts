import { optionsOf } from "../arguments.ts";
import { ASPP } from "../blocks/aspp.ts";
import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Dropout } from "../layers/dropout.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { enlarged } from "./enlarged.ts";
import { memberOf } from "./family.ts";
import { LRASPPHead } from "./lraspp-head.ts";
import { MobileNetV3Levels } from "./mobilenet-v3-levels.ts";
import { ResNetLevels } from "./resnet-stages.ts";

export interface SegmentationOptions {
  /** How many classes a pixel can be of, the background among them; 21. */
  readonly numClasses?: number | undefined;
  /** Whether there is a second head on an earlier stage, which helps in training; false. LR-ASPP has none. */
  readonly auxLoss?: boolean | undefined;
}

/** Scores of every pixel for each class: [N, numClasses, H, W]. */
export interface SegmentationOutput {
  readonly out: Tensor;
  /** Those of the second head, where there is one. */
  readonly aux?: Tensor;
}

/** What a net for segmentation sees an image with: features of an early stage and of the last. */
interface Backbone extends Module {
  forward(x: Tensor): readonly Tensor[];
}

/** What nets for segmentation have in common. */
export abstract class SegmentationNet extends Module {
  static readonly exampleInput = [1, 3, 520, 520];

  abstract override forward(x: Tensor): SegmentationOutput;
}

/** torchvision's frame of FCN and DeepLabv3, with its names: scores of small feature maps, enlarged to the image's size. */
abstract class HeadedNet extends SegmentationNet {
  backbone: Backbone;
  classifier: Layer;
  aux_classifier: Layer | null;

  constructor(backbone: Backbone, classifier: Layer, auxClassifier: Layer | null) {
    super();
    this.backbone = backbone;
    this.classifier = classifier;
    this.aux_classifier = auxClassifier;
  }

  forward(x: Tensor): SegmentationOutput {
    const levels = this.backbone(x);
    const out = enlarged(this.classifier(levels.at(-1) as Tensor), x);
    if (this.aux_classifier === null) return { out };
    return { out, aux: enlarged(this.aux_classifier(levels.at(-2) as Tensor), x) };
  }
}

/** The head of FCN: a 3×3 convolution to a quarter of the channels, and a 1×1 to the classes. */
class FCNHead extends Sequential {
  constructor(inChannels: number, numClasses: number) {
    const channels = Math.floor(inChannels / 4);
    super(
      new Conv2d(inChannels, channels, 3, { padding: 1, bias: false }),
      new BatchNorm2d(channels),
      new ReLU(),
      new Dropout(0.1),
      new Conv2d(channels, numClasses, 1),
    );
  }
}

/** The head of DeepLabv3: the pyramid of dilated convolutions, a 3×3 convolution, and a 1×1 to the classes. */
class DeepLabHead extends Sequential {
  constructor(inChannels: number, numClasses: number) {
    super(
      new ASPP(inChannels),
      new Conv2d(256, 256, 3, { padding: 1, bias: false }),
      new BatchNorm2d(256),
      new ReLU(),
      new Conv2d(256, numClasses, 1),
    );
  }
}

/** A backbone with the channels of the last two levels that it gives. */
interface Features {
  readonly backbone: Backbone;
  readonly early: number;
  readonly last: number;
}

/** The head is two convolutions (Long et al. 2014). */
class FCN extends HeadedNet {
  constructor({ backbone, early, last }: Features, numClasses: number, auxLoss: boolean) {
    super(backbone, new FCNHead(last, numClasses), auxLoss ? new FCNHead(early, numClasses) : null);
  }
}

/** The head begins with a pyramid of dilated convolutions (Chen et al. 2017). */
class DeepLabV3 extends HeadedNet {
  constructor({ backbone, early, last }: Features, numClasses: number, auxLoss: boolean) {
    super(backbone, new DeepLabHead(last, numClasses), auxLoss ? new FCNHead(early, numClasses) : null);
  }
}

/** MobileNetV3 with its light head. */
class LRASPP extends SegmentationNet {
  backbone: Backbone;
  classifier: LRASPPHead;

  constructor(numClasses: number) {
    super();
    this.backbone = new MobileNetV3Levels();
    this.classifier = new LRASPPHead(40, 960, numClasses);
  }

  forward(x: Tensor): SegmentationOutput {
    const [low, high] = this.backbone(x) as [Tensor, Tensor];
    return { out: enlarged(this.classifier(low, high), x) };
  }
}

interface SegmentationVariant {
  readonly backbone: "resnet50" | "resnet101" | "mobilenet_v3_large";
  readonly head: "fcn" | "deeplabv3" | "lraspp";
}

export const segmentationNets = {
  fcn_resnet50: { backbone: "resnet50", head: "fcn" },
  fcn_resnet101: { backbone: "resnet101", head: "fcn" },
  deeplabv3_resnet50: { backbone: "resnet50", head: "deeplabv3" },
  deeplabv3_resnet101: { backbone: "resnet101", head: "deeplabv3" },
  deeplabv3_mobilenet_v3_large: { backbone: "mobilenet_v3_large", head: "deeplabv3" },
  lraspp_mobilenet_v3_large: { backbone: "mobilenet_v3_large", head: "lraspp" },
} as const satisfies Record<string, SegmentationVariant>;

export type SegmentationName = keyof typeof segmentationNets;

/**
 * Nets that say of each pixel what it shows, by torchvision's names, `models.segmentation("deeplabv3_resnet50")`: FCN (Long et
 * al. 2014), DeepLabv3 (Chen et al. 2017) and LR-ASPP (Howard et al. 2019). [N, 3, H, W] → `out` of [N, numClasses, H, W].
 */
export function segmentation(name: SegmentationName, options: SegmentationOptions = {}): SegmentationNet {
  const { numClasses = 21, auxLoss = false } = optionsOf("segmentation", options);
  const { backbone, head }: SegmentationVariant = memberOf("segmentation", segmentationNets, name);
  if (head === "lraspp") {
    if (auxLoss) throw new TypeError(`models.segmentation("${name}") has no second head: leave out auxLoss.`);
    return new LRASPP(numClasses);
  }
  const features = backbone === "mobilenet_v3_large" ? mobileFeatures() : residualFeatures(backbone);
  return head === "fcn"
    ? new FCN(features, numClasses, auxLoss)
    : new DeepLabV3(features, numClasses, auxLoss);
}

function mobileFeatures(): Features {
  return { backbone: new MobileNetV3Levels(), early: 40, last: 960 };
}

function residualFeatures(name: "resnet50" | "resnet101"): Features {
  return { backbone: new ResNetLevels(name === "resnet50" ? 50 : 101, 8), early: 1024, last: 2048 };
}
