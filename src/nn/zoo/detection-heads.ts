import { cat } from "../combine.ts";
import { relu } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { GroupNorm } from "../layers/group-norm.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** What a detection net says of all its anchors: [N, anchors, …]. Boxes are neither decoded nor chosen yet. */
export interface AnchorOutput {
  /** Scores of each class: [N, anchors, numClasses]. */
  readonly clsLogits: Tensor;
  /** How each box differs from its anchor: [N, anchors, 4]. */
  readonly bboxRegression: Tensor;
  /** FCOS' score of how central an anchor is: [N, anchors, 1]. */
  readonly bboxCtrness?: Tensor;
}

/** `size` numbers of each anchor from maps of them: levels of [N, A · size, H, W] → [N, ΣH·W·A, size]. */
export function perAnchor(maps: readonly Tensor[], size: number): Tensor {
  return cat(
    maps.map((map) => map.unflatten(1, [-1, size]).permute(0, 3, 4, 1, 2).flatten(1, 3)),
    1,
  );
}

function conv3x3(inChannels: number, outChannels: number): Conv2d {
  return new Conv2d(inChannels, outChannels, 3, { padding: 1 });
}

/** Four 3×3 convolutions, each with its ReLU: `0.0`, `1.0`, … */
function plainTower(channels: number): Sequential {
  return new Sequential(
    ...Array.from({ length: 4 }, () => new Sequential(conv3x3(channels, channels), new ReLU())),
  );
}

/** Four 3×3 convolutions with group norms: `0`, `1`, `3`, `4`, … */
function normedTower(channels: number): Sequential {
  const unit = (): Layer[] => [conv3x3(channels, channels), new GroupNorm(32, channels), new ReLU()];
  return new Sequential(...Array.from({ length: 4 }, unit).flat());
}

/** The head of RetinaNet (Lin et al. 2017): two towers, shared by all levels, one for classes and one for boxes. */
export class RetinaNetHead extends Module {
  classification_head: ClassificationHead;
  regression_head: RegressionHead;

  constructor(channels: number, anchors: number, numClasses: number) {
    super();
    this.classification_head = new ClassificationHead(plainTower(channels), channels, anchors, numClasses);
    this.regression_head = new RegressionHead(channels, anchors);
  }

  forward(levels: readonly Tensor[]): AnchorOutput {
    return { clsLogits: this.classification_head(levels), bboxRegression: this.regression_head(levels) };
  }
}

class ClassificationHead extends Module {
  conv: Sequential;
  cls_logits: Conv2d;
  readonly numClasses: number;

  constructor(tower: Sequential, channels: number, anchors: number, numClasses: number) {
    super();
    this.conv = tower;
    this.cls_logits = conv3x3(channels, anchors * numClasses);
    this.numClasses = numClasses;
  }

  forward(levels: readonly Tensor[]): Tensor {
    return perAnchor(
      levels.map((level) => this.cls_logits(this.conv(level))),
      this.numClasses,
    );
  }
}

class RegressionHead extends Module {
  conv: Sequential;
  bbox_reg: Conv2d;

  constructor(channels: number, anchors: number) {
    super();
    this.conv = plainTower(channels);
    this.bbox_reg = conv3x3(channels, anchors * 4);
  }

  forward(levels: readonly Tensor[]): Tensor {
    return perAnchor(
      levels.map((level) => this.bbox_reg(this.conv(level))),
      4,
    );
  }
}

/** The head of FCOS (Tian et al. 2019): each pixel is an anchor, and says how near it is to its object's centre. */
export class FCOSHead extends Module {
  classification_head: ClassificationHead;
  regression_head: CenteredRegressionHead;

  constructor(channels: number, numClasses: number) {
    super();
    this.classification_head = new ClassificationHead(normedTower(channels), channels, 1, numClasses);
    this.regression_head = new CenteredRegressionHead(channels);
  }

  forward(levels: readonly Tensor[]): AnchorOutput {
    const clsLogits = this.classification_head(levels);
    return { clsLogits, ...this.regression_head(levels) };
  }
}

class CenteredRegressionHead extends Module {
  conv: Sequential;
  bbox_reg: Conv2d;
  bbox_ctrness: Conv2d;

  constructor(channels: number) {
    super();
    this.conv = normedTower(channels);
    this.bbox_reg = conv3x3(channels, 4);
    this.bbox_ctrness = conv3x3(channels, 1);
  }

  forward(levels: readonly Tensor[]): { bboxRegression: Tensor; bboxCtrness: Tensor } {
    const features = levels.map((level) => this.conv(level));
    return {
      bboxRegression: perAnchor(
        features.map((feature) => relu(this.bbox_reg(feature))),
        4,
      ),
      bboxCtrness: perAnchor(
        features.map((feature) => this.bbox_ctrness(feature)),
        1,
      ),
    };
  }
}

/** What the region proposals of Faster R-CNN are chosen from, a map for each level. */
export interface ProposalOutput {
  /** Whether there is an object: [N, anchors, H, W] each. */
  readonly clsLogits: readonly Tensor[];
  /** How its box differs from the anchor: [N, 4 · anchors, H, W] each. */
  readonly bboxPred: readonly Tensor[];
}

/** The head that proposes regions (Ren et al. 2015): one 3×3 convolution, shared by all levels. */
export class RPNHead extends Module {
  conv: Sequential;
  cls_logits: Conv2d;
  bbox_pred: Conv2d;

  constructor(channels: number, anchors: number) {
    super();
    this.conv = new Sequential(new Sequential(conv3x3(channels, channels), new ReLU()));
    this.cls_logits = new Conv2d(channels, anchors, 1);
    this.bbox_pred = new Conv2d(channels, 4 * anchors, 1);
  }

  forward(levels: readonly Tensor[]): ProposalOutput {
    const features = levels.map((level) => this.conv(level));
    return {
      clsLogits: features.map((feature) => this.cls_logits(feature)),
      bboxPred: features.map((feature) => this.bbox_pred(feature)),
    };
  }
}
