import { F, nn, ones, type Tensor } from "cnn-blocks";

/** Levels of a backbone inform each other downwards, then upwards, with learned weights. Tan et al. 2019, https://arxiv.org/abs/1911.09070. */
export class BiFPN extends nn.Module {
  /** Of what a level has itself and what comes from the smaller one. */
  down_weights = new nn.ParameterList();
  down_convs = new nn.ModuleList<nn.Sequential>();
  /** Of what a level had, what it has on the way down, and what comes from the larger one. */
  up_weights = new nn.ParameterList();
  up_convs = new nn.ModuleList<nn.Sequential>();

  constructor(channels: number, levels = 5) {
    super();
    for (let step = 1; step < levels; step++) {
      // The smallest level has nothing on the way down.
      const met = step === levels - 1 ? 2 : 3;
      this.down_weights.append(new nn.Parameter(ones(2)));
      this.down_convs.append(this.separable(channels));
      this.up_weights.append(new nn.Parameter(ones(met)));
      this.up_convs.append(this.separable(channels));
    }
  }

  private separable(channels: number): nn.Sequential {
    return new nn.Sequential(
      new nn.Conv2d(channels, channels, 3, { padding: 1, groups: channels, bias: false }),
      new nn.Conv2d(channels, channels, 1),
      new nn.BatchNorm2d(channels, { eps: 1e-3 }),
    );
  }

  /** The levels, the largest image first, each half of the one before. */
  forward(levels: readonly Tensor[]): readonly Tensor[] {
    const down = [levels.at(-1) as Tensor];
    for (let index = levels.length - 2; index >= 0; index--) {
      const level = levels[index] as Tensor;
      const enlarged = F.interpolate(down[0] as Tensor, {
        size: [level.size(2), level.size(3)],
        mode: "nearest",
      });
      down.unshift(this.down_convs.get(index)(this.fused(this.down_weights.get(index), [level, enlarged])));
    }
    const outputs = down.slice(0, 1);
    for (const [index, level] of levels.slice(1).entries()) {
      const pooled = F.maxPool2d(outputs.at(-1) as Tensor, 3, { stride: 2, padding: 1 });
      const met = index === levels.length - 2 ? [level, pooled] : [level, down[index + 1] as Tensor, pooled];
      outputs.push(this.up_convs.get(index)(this.fused(this.up_weights.get(index), met)));
    }
    return outputs;
  }

  /** Adds them with weights that are positive and sum to about 1. */
  private fused(weights: Tensor, parts: readonly Tensor[]): Tensor {
    const positive = F.relu(weights);
    const normed = positive.div(positive.sum().add(1e-4));
    const weighed = parts.map((part, index) => part.mul(normed.select(0, index)));
    return F.silu(weighed.reduce((sum, part) => sum.add(part)));
  }
}
