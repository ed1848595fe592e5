import { ones } from "../creation.ts";
import { Module } from "../module.ts";
import { Parameter } from "../parameter.ts";
import { apply, asTensor, attributes, type Tensor } from "../tensor.ts";

/**
 * x where it is not negative, a learned slope times x elsewhere (He et al. 2015).
 *
 * Parameters: `weight` (the slopes), [numParameters]: one, or one for each channel.
 */
export class PReLU extends Module {
  readonly numParameters: number;
  weight: Parameter;

  constructor(numParameters = 1, init = 0.25) {
    super();
    this.numParameters = numParameters;
    const { negativeSlope: slope } = attributes("leaky-relu", { negativeSlope: init }, this);
    this.weight = new Parameter(ones(numParameters).mul(slope));
  }

  forward(x: Tensor): Tensor {
    return prelu(asTensor("prelu", x), this.weight);
  }
}

/** The channels are the second axis. */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  if (weight.dim() > 1)
    throw new RangeError(
      `PReLU takes one slope, or one for each channel in a row, but these have ${weight.dim()} axes.`,
    );
  const axes = x.shape.length - 2;
  const channels = axes < 0 ? 1 : x.size(1);
  // One channel would broadcast; other numbers that differ do not, which the op says.
  if (channels === 1 && weight.size(0) > 1)
    throw new RangeError(`PReLU has ${weight.size(0)} slopes, but the input has one channel.`);
  const isPlain = weight.size(0) === 1 || axes < 1;
  const slopes = isPlain ? weight : weight.reshape(-1, ...Array.from({ length: axes }, () => 1));
  return apply("prelu", {}, [x, slopes]);
}
