import { countOf, countsOf, optionsOf } from "../arguments.ts";
import { cat } from "../combine.ts";
import { ModuleList } from "../layers/module-list.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { ConvUnit, ConvUnitPair } from "./conv-unit.ts";

export interface CrossStageOptions {
  /** How many pairs of convolutions follow one another; 1. */
  readonly depth?: number;
  /** Whether each pair's input is added to its output; true in C3, false in C2f. */
  readonly shortcut?: boolean;
}

/**
 * YOLOv5's cross-stage block (after CSPNet, Wang et al. 2019): half of the channels pass through pairs of 1×1 and 3×3
 * convolutions, the other half through one 1×1 alone, and a 1×1 joins them. Fields have Ultralytics' names.
 *
 * [N, inChannels, H, W] → [N, outChannels, H, W].
 */
export class C3 extends Module {
  cv1: ConvUnit;
  cv2: ConvUnit;
  cv3: ConvUnit;
  m: Sequential;

  constructor(inChannels: number, outChannels: number, options: CrossStageOptions = {}) {
    super();
    countsOf("C3", { inChannels, outChannels });
    const { depth = 1, shortcut = true } = optionsOf("C3", options);
    countOf("C3", "depth", depth);
    const hidden = Math.floor(outChannels / 2);
    this.cv1 = new ConvUnit(inChannels, hidden);
    this.cv2 = new ConvUnit(inChannels, hidden);
    this.cv3 = new ConvUnit(2 * hidden, outChannels);
    this.m = new Sequential(...Array.from({ length: depth }, () => new ConvUnitPair(hidden, shortcut, 1)));
  }

  forward(x: Tensor): Tensor {
    return this.cv3(cat([this.m(this.cv1(x)), this.cv2(x)], 1));
  }
}

/**
 * YOLOv8's cross-stage block (Jocher et al. 2023): the last half of the channels passes through pairs of 3×3 convolutions, and
 * what every pair gives is kept and joined by a 1×1. Fields have Ultralytics' names.
 *
 * [N, inChannels, H, W] → [N, outChannels, H, W].
 */
export class C2f extends Module {
  cv1: ConvUnit;
  cv2: ConvUnit;
  m: ModuleList<ConvUnitPair>;

  constructor(inChannels: number, outChannels: number, options: CrossStageOptions = {}) {
    super();
    countsOf("C2f", { inChannels, outChannels });
    const { depth = 1, shortcut = false } = optionsOf("C2f", options);
    countOf("C2f", "depth", depth);
    const hidden = Math.floor(outChannels / 2);
    this.cv1 = new ConvUnit(inChannels, 2 * hidden);
    this.cv2 = new ConvUnit((2 + depth) * hidden, outChannels);
    this.m = new ModuleList(Array.from({ length: depth }, () => new ConvUnitPair(hidden, shortcut, 3)));
  }

  forward(x: Tensor): Tensor {
    const [first, second] = this.cv1(x).chunk(2, 1) as [Tensor, Tensor];
    const parts = [first, second];
    let last = second;
    for (const pair of this.m) {
      last = pair(last);
      parts.push(last);
    }
    return this.cv2(cat(parts, 1));
  }
}
