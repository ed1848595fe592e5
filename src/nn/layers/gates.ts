import { Module } from "../module.ts";
import { asTensor, type Tensor } from "../tensor.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

/** Half of the axis `dim`, times the sigmoid of the other half (Dauphin et al. 2017). */
export class GLU extends Module {
  dim: number;

  constructor(dim = -1) {
    super();
    this.dim = dim;
  }

  forward(x: Tensor): Tensor {
    return glu(asTensor("sigmoid", x), this.dim);
  }
}

/** The softmax of −x along the axis `dim`. */
export class Softmin extends Module {
  dim: number;

  constructor(dim: number) {
    super();
    this.dim = dim;
  }

  forward(x: Tensor): Tensor {
    return asTensor("softmax", x).neg().softmax(this.dim);
  }
}

/** The softmax over the channels at each place of [N, C, H, W]. */
export class Softmax2d extends OpLayer {
  override forward(x: Tensor): Tensor {
    const rank = asTensor("softmax", x).dim();
    if (rank !== 3 && rank !== 4)
      throw new RangeError(`Softmax2d takes [N, C, H, W] or [C, H, W], but the input has ${rank} axes.`);
    return super.forward(x);
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "softmax", attrs: { dim: -3 } };
  }
}

export function glu(x: Tensor, dim: number): Tensor {
  const [half = x, gate = x] = x.chunk(2, dim);
  const size = x.size(dim);
  if (size % 2 === 1) throw new RangeError(`GLU halves an axis, but axis ${dim} has ${size} places.`);
  return half.mul(gate.sigmoid());
}
