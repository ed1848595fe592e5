import { countsOf, listOf } from "../arguments.ts";
import { ones } from "../creation.ts";
import { interpolate, maxPool2d, relu, silu } from "../functional.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { ModuleList } from "../layers/module-list.ts";
import { ParameterList } from "../layers/parameter-list.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import { Parameter } from "../parameter.ts";
import type { Tensor } from "../tensor.ts";

/** Added to the sum of weights, so that nothing is divided by 0 (Tan et al. 2019, section 3.3). */
const epsilon = 1e-4;

/**
 * One layer of the bidirectional feature pyramid of EfficientDet (Tan et al. 2019): what is known of small images goes down to
 * the large ones, and then up again. Where two or three meet, they are added with learned weights that are positive and sum to
 * about 1, and a depthwise separable convolution follows.
 *
 * Levels of [N, channels, Hᵢ, Wᵢ], each half of the one before → the same shapes.
 */
export class BiFPN extends Module {
  /** Of what a level has itself and what comes from the smaller one. */
  down_weights: ParameterList;
  down_convs: ModuleList<Sequential>;
  /** Of what a level had, what it has on the way down, and what comes from the larger one. */
  up_weights: ParameterList;
  up_convs: ModuleList<Sequential>;

  constructor(channels: number, levels = 5) {
    super();
    countsOf("BiFPN", { channels, levels });
    const steps = Array.from({ length: levels - 1 });
    this.down_weights = new ParameterList(steps.map(() => new Parameter(ones(2))));
    this.down_convs = new ModuleList(steps.map(() => separable(channels)));
    // The smallest level has nothing on the way down.
    this.up_weights = new ParameterList(
      steps.map((_, index) => new Parameter(ones(index === levels - 2 ? 2 : 3))),
    );
    this.up_convs = new ModuleList(steps.map(() => separable(channels)));
  }

  forward(levels: readonly Tensor[]): readonly Tensor[] {
    listOf("BiFPN", "tensors", levels);
    const down = this.#downwards(levels);
    const outputs = down.slice(0, 1);
    for (const [index, level] of levels.slice(1).entries()) {
      const pooled = maxPool2d(outputs.at(-1) as Tensor, 3, { stride: 2, padding: 1 });
      const isSmallest = index === levels.length - 2;
      const met = isSmallest ? [level, pooled] : [level, down[index + 1] as Tensor, pooled];
      outputs.push(this.up_convs.get(index)(fused(this.up_weights.get(index), met)));
    }
    return outputs;
  }

  /** Every level but the smallest with what the smaller ones know. */
  #downwards(levels: readonly Tensor[]): Tensor[] {
    const outputs = [levels.at(-1) as Tensor];
    for (let index = levels.length - 2; index >= 0; index--) {
      const level = levels[index] as Tensor;
      const size = [level.size(2), level.size(3)] as const;
      const enlarged = interpolate(outputs[0] as Tensor, { size, mode: "nearest" });
      outputs.unshift(this.down_convs.get(index)(fused(this.down_weights.get(index), [level, enlarged])));
    }
    return outputs;
  }
}

/** Σ wᵢ · xᵢ / (Σ wᵢ + ε) with positive weights, then SiLU. */
function fused(weights: Tensor, parts: readonly Tensor[]): Tensor {
  const positive = relu(weights);
  const normed = positive.div(positive.sum().add(epsilon));
  const weighed = parts.map((part, index) => part.mul(normed.select(0, index)));
  return silu(weighed.reduce((sum, part) => sum.add(part)));
}

function separable(channels: number): Sequential {
  return new Sequential(
    new Conv2d(channels, channels, 3, { padding: 1, groups: channels, bias: false }),
    new Conv2d(channels, channels, 1),
    new BatchNorm2d(channels, { eps: 1e-3 }),
  );
}
