import { countsOf, optionsOf } from "../arguments.ts";
import { cat } from "../combine.ts";
import { relu } from "../functional.ts";
import { AvgPool2d } from "../layers/avg-pool2d.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { ModuleList } from "../layers/module-list.ts";
import type { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { projection } from "./projection.ts";

export interface Res2NetBlockOptions {
  /** 1 */
  readonly stride?: number;
  /** Channels of each part where `channels` is 64; 26. */
  readonly baseWidth?: number;
  /** Parts, at least 2, of which each sees what the one before it gave; 4. */
  readonly scale?: number;
}

/**
 * The block of Res2Net (Gao et al. 2019): inside a bottleneck the channels are split, and each part's 3×3 convolution also
 * sees what the part before it gave, so that one block looks at the image in several sizes. Where the shape changes, parts are
 * convolved on their own and the last is pooled.
 *
 * [N, inChannels, H, W] → [N, 4 · channels, ⌈H/stride⌉, ⌈W/stride⌉].
 */
export class Res2NetBlock extends Module {
  conv1: Conv2d;
  bn1: BatchNorm2d;
  convs: ModuleList<Conv2d>;
  bns: ModuleList<BatchNorm2d>;
  pool: AvgPool2d | null;
  conv3: Conv2d;
  bn3: BatchNorm2d;
  shortcut: Sequential;
  readonly scale: number;

  constructor(inChannels: number, channels: number, options: Res2NetBlockOptions = {}) {
    super();
    countsOf("Res2NetBlock", { inChannels, channels });
    const { stride = 1, baseWidth = 26, scale = 4 } = optionsOf("Res2NetBlock", options);
    const width = Math.floor((channels * baseWidth) / 64);
    const convolved = Array.from({ length: scale - 1 });
    this.scale = scale;
    this.conv1 = new Conv2d(inChannels, width * scale, 1, { bias: false });
    this.bn1 = new BatchNorm2d(width * scale);
    this.convs = new ModuleList(
      convolved.map(() => new Conv2d(width, width, 3, { stride, padding: 1, bias: false })),
    );
    this.bns = new ModuleList(convolved.map(() => new BatchNorm2d(width)));
    this.conv3 = new Conv2d(width * scale, 4 * channels, 1, { bias: false });
    this.bn3 = new BatchNorm2d(4 * channels);
    this.shortcut = projection(inChannels, 4 * channels, stride);
    this.pool = this.shortcut.length === 0 ? null : new AvgPool2d(3, { stride, padding: 1 });
  }

  forward(x: Tensor): Tensor {
    const parts = relu(this.bn1(this.conv1(x))).chunk(this.scale, 1);
    const last = parts.pop() as Tensor;
    const outputs: Tensor[] = [];
    for (const [index, part] of parts.entries()) {
      const before = this.pool === null ? outputs.at(-1) : undefined;
      const seen = before === undefined ? part : part.add(before);
      outputs.push(relu(this.bns.get(index)(this.convs.get(index)(seen))));
    }
    outputs.push(this.pool === null ? last : this.pool(last));
    return relu(this.bn3(this.conv3(cat(outputs, 1))).add(this.shortcut(x)));
  }
}
