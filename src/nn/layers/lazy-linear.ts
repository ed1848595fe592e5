import { optionsOf } from "../arguments.ts";
import { linear } from "../attention.ts";
import { asTensor, type Tensor } from "../tensor.ts";
import { LazyLayer } from "./lazy-layer.ts";
import type { LinearOptions } from "./linear.ts";
import type { OpCall } from "./op-layer.ts";

/** `Linear` with as many input features as the first tensor has on its last axis. */
export class LazyLinear extends LazyLayer {
  readonly outFeatures: number;

  constructor(outFeatures: number, options: LinearOptions = {}) {
    const { bias = true } = optionsOf("linear", options);
    super(bias);
    this.outFeatures = outFeatures;
    this.checked();
  }

  /** The number of input features; null before the first call. */
  get inFeatures(): number | null {
    return this.size;
  }

  protected override sizeOf(x: Tensor): number {
    return asTensor("linear", x).size(-1);
  }

  protected override runWith(weight: Tensor, x: Tensor): Tensor {
    return linear(x, weight, this.bias);
  }

  protected override opFor(inFeatures: number): OpCall {
    return { op: "linear", attrs: { inFeatures, outFeatures: this.outFeatures, bias: this.hasBias } };
  }
}
