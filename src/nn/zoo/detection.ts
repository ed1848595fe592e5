import { optionsOf } from "../arguments.ts";
import { FPN, type PyramidTop } from "../blocks/fpn.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import {
  type AnchorOutput,
  FCOSHead,
  type ProposalOutput,
  RetinaNetHead,
  RPNHead,
} from "./detection-heads.ts";
import { memberOf, type NetOptions } from "./family.ts";
import { ConvolvedTop, PooledTop } from "./pyramid-tops.ts";
import { ResNetLevels } from "./resnet-stages.ts";
import {
  fullPredictor,
  type LevelsOf,
  litePredictor,
  SSDHead,
  type SSDLevel,
  SSDLiteBackbone,
  SSDVGGBackbone,
} from "./ssd.ts";

/** What nets for detection have in common. */
export abstract class DetectionNet extends Module {
  abstract override forward(x: Tensor): AnchorOutput | ProposalOutput;
}

/** ResNet-50 with a feature pyramid on top, with torchvision's names. */
class PyramidBackbone extends Module {
  body: ResNetLevels;
  fpn: FPN;
  readonly levels: number;

  /** `levels` says how many of the last stages the pyramid stands on. */
  constructor(levels: number, top: PyramidTop) {
    super();
    this.levels = levels;
    this.body = new ResNetLevels(50);
    this.fpn = new FPN([256, 512, 1024, 2048].slice(-levels), 256, top);
  }

  forward(x: Tensor): readonly Tensor[] {
    return this.fpn(this.body(x).slice(-this.levels));
  }
}

interface AnchorHead extends Module {
  forward(levels: readonly Tensor[]): AnchorOutput;
}

/** A net that sees an object in one step: features, and a head that speaks of every anchor. */
abstract class OneStageNet extends DetectionNet {
  backbone: LevelsOf;
  head: AnchorHead;

  constructor(backbone: LevelsOf, head: AnchorHead) {
    super();
    this.backbone = backbone;
    this.head = head;
  }

  forward(x: Tensor): AnchorOutput {
    return this.head(this.backbone(x));
  }
}

/** Faster R-CNN up to what regions are proposed from. */
class FasterRCNN extends DetectionNet {
  backbone: PyramidBackbone;
  rpn: { readonly head: RPNHead };

  constructor() {
    super();
    this.backbone = new PyramidBackbone(4, new PooledTop());
    this.rpn = { head: new RPNHead(256, 3) };
  }

  forward(x: Tensor): ProposalOutput {
    return this.rpn.head(this.backbone(x));
  }
}

class FCOS extends OneStageNet {
  constructor(numClasses: number) {
    super(new PyramidBackbone(3, new ConvolvedTop(256)), new FCOSHead(256, numClasses));
  }
}

class RetinaNet extends OneStageNet {
  constructor(numClasses: number) {
    super(new PyramidBackbone(3, new ConvolvedTop(256)), new RetinaNetHead(256, 9, numClasses));
  }
}

class SSD extends OneStageNet {
  constructor(numClasses: number) {
    const levels = ssdLevels([512, 1024, 512, 256, 256, 256], [4, 6, 6, 6, 4, 4]);
    super(new SSDVGGBackbone(), new SSDHead(levels, numClasses, fullPredictor));
  }
}

class SSDLite extends OneStageNet {
  constructor(numClasses: number) {
    const levels = ssdLevels([672, 480, 512, 256, 256, 128], [6, 6, 6, 6, 6, 6]);
    super(new SSDLiteBackbone(), new SSDHead(levels, numClasses, litePredictor));
  }
}

function ssdLevels(channels: readonly number[], anchors: readonly number[]): SSDLevel[] {
  return channels.map((count, index) => ({ channels: count, anchors: anchors[index] ?? 0 }));
}

export const detectionNets = {
  fasterrcnn_resnet50_fpn: FasterRCNN,
  fcos_resnet50_fpn: FCOS,
  retinanet_resnet50_fpn: RetinaNet,
  ssd300_vgg16: SSD,
  ssdlite320_mobilenet_v3_large: SSDLite,
} as const satisfies Record<string, new (numClasses: number) => DetectionNet>;

export type DetectionName = keyof typeof detectionNets;

/**
 * Nets that find objects, up to their heads, by torchvision's names,
 * `models.detection("retinanet_resnet50_fpn")`: Faster R-CNN (Ren et al. 2015) up to its proposals of regions,
 * FCOS (Tian et al. 2019), RetinaNet (Lin et al. 2017), SSD (Liu et al. 2015) and SSDLite (Howard et al. 2019).
 * They give scores and boxes of all anchors, of 91 classes unless told otherwise; proposals have no class, so
 * Faster R-CNN takes no `numClasses`. To decode and choose boxes is left to you.
 */
export function detection(name: DetectionName, options: NetOptions = {}): DetectionNet {
  const { numClasses } = optionsOf("detection", options);
  const Net: new (numClasses: number) => DetectionNet = memberOf("detection", detectionNets, name);
  if (Net === FasterRCNN && numClasses !== undefined)
    throw new TypeError(`models.detection("${name}") takes no numClasses: its proposals have no class.`);
  return new Net(numClasses ?? 91);
}
