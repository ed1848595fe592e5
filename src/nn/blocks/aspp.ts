import { countsOf, listOf } from "../arguments.ts";
import { cat } from "../combine.ts";
import { interpolate } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Dropout } from "../layers/dropout.ts";
import { ModuleList } from "../layers/module-list.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Atrous spatial pyramid pooling of DeepLabv3 (Chen et al. 2017): a 1×1 convolution, 3×3 ones dilated by each of the rates, and
 * the mean of the whole image see the same input side by side, and a 1×1 joins them. Fields have torchvision's names.
 *
 * [N, inChannels, H, W] → [N, outChannels, H, W].
 */
export class ASPP extends Module {
  convs: ModuleList<Layer>;
  project: Sequential;

  constructor(inChannels: number, rates: readonly number[] = [12, 24, 36], outChannels = 256) {
    super();
    countsOf("ASPP", { inChannels, outChannels });
    const distances = [...listOf("ASPP", "numbers", rates)];
    this.convs = new ModuleList<Layer>([
      convNorm(inChannels, outChannels),
      ...distances.map((rate) => convNorm(inChannels, outChannels, rate)),
      new ASPPPooling(inChannels, outChannels),
    ]);
    this.project = new Sequential(
      ...convNorm(outChannels * (distances.length + 2), outChannels),
      new Dropout(0.5),
    );
  }

  forward(x: Tensor): Tensor {
    return this.project(
      cat(
        this.convs.map((conv) => conv(x)),
        1,
      ),
    );
  }
}

/** The mean of the image, convolved by 1×1, at every pixel. */
class ASPPPooling extends Sequential {
  constructor(inChannels: number, outChannels: number) {
    super(new AdaptiveAvgPool2d(1), ...convNorm(inChannels, outChannels));
  }

  override forward(x: Tensor): Tensor {
    return interpolate(super.forward(x), { size: [x.size(2), x.size(3)], mode: "bilinear" });
  }
}

/** 1×1, or 3×3 with its taps `dilation` apart. */
function convNorm(inChannels: number, outChannels: number, dilation: number | null = null): Sequential {
  const conv =
    dilation === null
      ? new Conv2d(inChannels, outChannels, 1, { bias: false })
      : new Conv2d(inChannels, outChannels, 3, { padding: dilation, dilation, bias: false });
  return new Sequential(conv, new BatchNorm2d(outChannels), new ReLU());
}
