import { optionsOf } from "../arguments.ts";
import { asTensor, type Tensor } from "../tensor.ts";
import type { InplaceOptions } from "./activations.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

/**
 * In training drops each number with probability `p` (Srivastava et al. 2014). Models run here as they do
 * after training, when nothing is dropped: the output is the input.
 */
export class Dropout extends OpLayer {
  p: number;
  inplace: boolean;

  constructor(p = 0.5, options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("dropout", options);
    this.p = p;
    this.inplace = inplace;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "dropout", attrs: { p: this.p } };
  }
}

/** In training drops whole channels of [N, C, L] with probability `p`; here the output is the input. */
export class Dropout1d extends Dropout {
  override forward(x: Tensor): Tensor {
    return super.forward(asChannelsOfSignals("Dropout1d", x));
  }
}

/** Gives back a tensor that has the axes of signals. Those of an image would be misread, so it is refused. */
export function asChannelsOfSignals(taker: string, x: Tensor): Tensor {
  const rank = asTensor("dropout", x).dim();
  if (rank === 2 || rank === 3) return x;
  throw new RangeError(`${taker} takes [N, C, L] or [C, L], but the input has ${rank} axes.`);
}

/** In training drops whole channels of [N, C, H, W] with probability `p` (Tompson et al. 2015); here the output is the input. */
export class Dropout2d extends Dropout {}

/** In training drops whole channels of [N, C, D, H, W] with probability `p`; here the output is the input. */
export class Dropout3d extends Dropout {}

/** In training drops numbers so that mean and variance stay, for SELU (Klambauer et al. 2017); here the output is the input. */
export class AlphaDropout extends Dropout {}

/**
 * In training drops the whole branch, for all images or each by itself (Huang et al. 2016), as torchvision's; here the output
 * is the input.
 */
export class StochasticDepth extends OpLayer {
  p: number;
  mode: "batch" | "row";

  constructor(p: number, mode: "batch" | "row") {
    super();
    if (mode !== "batch" && mode !== "row") throw refusedMode(mode);
    this.p = p;
    this.mode = mode;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "dropout", attrs: { p: this.p } };
  }
}

/** Only a text is repeated: a class or a function has no short one. */
function refusedMode(mode: unknown): RangeError {
  const given = typeof mode === "string" ? `, but is "${mode}"` : "";
  return new RangeError(`StochasticDepth: mode must be "batch" or "row"${given}.`);
}
