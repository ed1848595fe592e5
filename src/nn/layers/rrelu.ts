import { optionsOf } from "../arguments.ts";
import type { InplaceOptions } from "./activations.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

/** x where positive, elsewhere x times the middle of `lower` and `upper`, between which training draws it (Xu et al. 2015). */
export class RReLU extends OpLayer {
  lower: number;
  upper: number;
  inplace: boolean;

  constructor(lower = 1 / 8, upper = 1 / 3, options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("leaky-relu", options);
    this.lower = lower;
    this.upper = upper;
    this.inplace = inplace;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "leaky-relu", attrs: { negativeSlope: middleSlope(this.lower, this.upper) } };
  }
}

/** The slope after training; throws where the bounds are not in order. */
export function middleSlope(lower: number, upper: number): number {
  if (typeof lower !== "number" || typeof upper !== "number")
    throw new TypeError("RReLU takes numbers as its bounds.");
  if (lower > upper) throw new RangeError(`RReLU takes its bounds in order, not ${lower} and ${upper}.`);
  return (lower + upper) / 2;
}
