import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Makes a function without parameters a layer: `new nn.Sequential(conv, new nn.LambdaLayer((x) => x.mean([2,
 * 3])))`.
 */
export class LambdaLayer extends Module {
  readonly lambda: (x: Tensor) => Tensor;

  constructor(lambda: (x: Tensor) => Tensor) {
    super();
    if (typeof lambda !== "function") throw new TypeError("LambdaLayer takes a function of a tensor.");
    this.lambda = lambda;
  }

  forward(x: Tensor): Tensor {
    return this.lambda(x);
  }
}
