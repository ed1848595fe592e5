import { ReductionMethods } from "./reduction-methods.ts";
import type { ShapeMethods } from "./shape-methods.ts";

/*
 * Methods that put their result in the place of the tensor, and give back the tensor. The result must have the tensor's
 * shape. Views of the tensor that were made before cannot be used any more.
 */
export abstract class InPlaceMethods extends ReductionMethods {
  /** @internal */
  protected abstract overwritten(op: string, result: InPlaceMethods): this;

  /** Puts x + other in the place of x. */
  add_(other: ShapeMethods | number): this {
    return this.overwritten("add", this.applied("add", {}, [other]));
  }

  /** Puts x − other in the place of x. */
  sub_(other: ShapeMethods | number): this {
    return this.overwritten("sub", this.applied("sub", {}, [other]));
  }

  /** Puts x · other in the place of x. */
  mul_(other: ShapeMethods | number): this {
    return this.overwritten("mul", this.applied("mul", {}, [other]));
  }

  /** Puts x / other in the place of x. */
  div_(other: ShapeMethods | number): this {
    return this.overwritten("div", this.applied("div", {}, [other]));
  }

  /** Puts x to the power of a number or of a tensor's elements in the place of x. */
  pow_(exponent: ShapeMethods | number): this {
    return this.overwritten("power", this.pow(exponent));
  }

  /** Puts max(x, 0) in the place of x. */
  relu_(): this {
    return this.overwritten("relu", this.applied("relu", {}));
  }

  /** Puts 1 / (1 + e^−x) in the place of x. */
  sigmoid_(): this {
    return this.overwritten("sigmoid", this.applied("sigmoid", {}));
  }

  /** Puts tanh x in the place of x. */
  tanh_(): this {
    return this.overwritten("tanh", this.applied("tanh", {}));
  }

  /** Puts min(max(x, min), max) in the place of x. */
  clamp_(min: number | null = null, max: number | null = null): this {
    return this.overwritten("clamp", this.clamp(min, max));
  }

  /** Puts max(x, min) in the place of x. */
  clampMin_(min: number): this {
    return this.overwritten("clamp", this.clampMin(min));
  }

  /** Puts min(x, max) in the place of x. */
  clampMax_(max: number): this {
    return this.overwritten("clamp", this.clampMax(max));
  }

  /** Puts |x| in the place of x. */
  abs_(): this {
    return this.overwritten("abs", this.abs());
  }

  /** Puts −x in the place of x. */
  neg_(): this {
    return this.overwritten("neg", this.neg());
  }

  /** Puts e^x in the place of x. */
  exp_(): this {
    return this.overwritten("exp", this.exp());
  }

  /** Puts ln x in the place of x. */
  log_(): this {
    return this.overwritten("log", this.log());
  }

  /** Puts √x in the place of x. */
  sqrt_(): this {
    return this.overwritten("sqrt", this.sqrt());
  }

  /** Puts 1 / √x in the place of x. */
  rsqrt_(): this {
    return this.overwritten("rsqrt", this.rsqrt());
  }

  /** Puts x² in the place of x. */
  square_(): this {
    return this.overwritten("square", this.square());
  }

  /** Puts 1 / x in the place of x. */
  reciprocal_(): this {
    return this.overwritten("reciprocal", this.reciprocal());
  }

  /** Puts −1, 0 or 1 in the place of x. */
  sign_(): this {
    return this.overwritten("sign", this.sign());
  }

  /** Puts the next whole number below in the place of x. */
  floor_(): this {
    return this.overwritten("floor", this.floor());
  }

  /** Puts the next whole number above in the place of x. */
  ceil_(): this {
    return this.overwritten("ceil", this.ceil());
  }

  /** Puts the nearest whole number in the place of x. */
  round_(): this {
    return this.overwritten("round", this.round());
  }

  /** Puts sin x in the place of x. */
  sin_(): this {
    return this.overwritten("sin", this.sin());
  }

  /** Puts cos x in the place of x. */
  cos_(): this {
    return this.overwritten("cos", this.cos());
  }
}
