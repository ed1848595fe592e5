import { optionsOf } from "../arguments.ts";
import { ShapeMethods } from "./shape-methods.ts";

export interface GeluOptions {
  /** `"tanh"` for the approximation by tanh. */
  approximate?: "none" | "tanh" | undefined;
}

/** The limits of `clamp`; null and undefined are none. */
type Limit = number | null | undefined;

/** A tensor's functions of single numbers, and arithmetic, element by element. */
export abstract class PointwiseMethods extends ShapeMethods {
  /** |x| */
  abs(): this {
    return this.applied("abs", {});
  }

  /** −x */
  neg(): this {
    return this.applied("neg", {});
  }

  /** max(x, 0) */
  relu(): this {
    return this.applied("relu", {});
  }

  /** x where positive, negativeSlope · x elsewhere. */
  leakyRelu(negativeSlope = 0.01): this {
    return this.applied("leaky-relu", { negativeSlope });
  }

  /** 1 / (1 + e^−x) */
  sigmoid(): this {
    return this.applied("sigmoid", {});
  }

  /** (e^x − e^−x) / (e^x + e^−x) */
  tanh(): this {
    return this.applied("tanh", {});
  }

  /** e^x / Σ e^x along the axis `dim`. */
  softmax(dim: number): this {
    return this.applied("softmax", { dim });
  }

  /** ln of the softmax: x − ln Σ e^x along the axis `dim`. */
  logSoftmax(dim: number): this {
    return this.applied("log-softmax", { dim });
  }

  /** x · Φ(x) with the normal distribution's Φ. */
  gelu(options: GeluOptions = {}): this {
    const { approximate = "none" } = optionsOf("gelu", options);
    return this.applied("gelu", { approximate });
  }

  /** min(max(x, 0), 6) */
  relu6(): this {
    return this.applied("relu6", {});
  }

  /** x · sigmoid(x) */
  silu(): this {
    return this.applied("silu", {});
  }

  /** x · hardsigmoid(x) */
  hardswish(): this {
    return this.applied("hardswish", {});
  }

  /** min(max(x + 3, 0), 6) / 6 */
  hardsigmoid(): this {
    return this.applied("hardsigmoid", {});
  }

  /** e^x */
  exp(): this {
    return this.applied("exp", {});
  }

  /** ln x */
  log(): this {
    return this.applied("log", {});
  }

  /** ln(1 + x), exact near 0. */
  log1p(): this {
    return this.applied("log1p", {});
  }

  /** e^x − 1, exact near 0. */
  expm1(): this {
    return this.applied("expm1", {});
  }

  /** √x */
  sqrt(): this {
    return this.applied("sqrt", {});
  }

  /** 1 / √x */
  rsqrt(): this {
    return this.applied("rsqrt", {});
  }

  /** x² */
  square(): this {
    return this.applied("square", {});
  }

  /** 1 / x */
  reciprocal(): this {
    return this.applied("reciprocal", {});
  }

  /** −1, 0 or 1, as x is below, at or above 0. */
  sign(): this {
    return this.applied("sign", {});
  }

  /** The next whole number below. */
  floor(): this {
    return this.applied("floor", {});
  }

  /** The next whole number above. */
  ceil(): this {
    return this.applied("ceil", {});
  }

  /** The nearest whole number; halves go to the even neighbour. */
  round(): this {
    return this.applied("round", {});
  }

  /** sin x, in radians. */
  sin(): this {
    return this.applied("sin", {});
  }

  /** cos x, in radians. */
  cos(): this {
    return this.applied("cos", {});
  }

  /** The Gauss error function. */
  erf(): this {
    return this.applied("erf", {});
  }

  /** x to the power of a number, or of another tensor's elements; shapes broadcast. */
  pow(exponent: ShapeMethods | number): this {
    return typeof exponent === "number"
      ? this.applied("pow", { exponent })
      : this.applied("power", {}, [exponent]);
  }

  /** The larger of x and the other, element by element; shapes broadcast. */
  maximum(other: ShapeMethods | number): this {
    return this.applied("maximum", {}, [other]);
  }

  /** The smaller of x and the other, element by element; shapes broadcast. */
  minimum(other: ShapeMethods | number): this {
    return this.applied("minimum", {}, [other]);
  }

  /** 1 where x equals the other, 0 elsewhere; shapes broadcast. */
  eq(other: ShapeMethods | number): this {
    return this.applied("eq", {}, [other]);
  }

  /** 1 where x differs from the other, 0 elsewhere; shapes broadcast. */
  ne(other: ShapeMethods | number): this {
    return this.applied("ne", {}, [other]);
  }

  /** 1 where x is below the other, 0 elsewhere; shapes broadcast. */
  lt(other: ShapeMethods | number): this {
    return this.applied("lt", {}, [other]);
  }

  /** 1 where x is below or equal to the other, 0 elsewhere; shapes broadcast. */
  le(other: ShapeMethods | number): this {
    return this.applied("le", {}, [other]);
  }

  /** 1 where x is above the other, 0 elsewhere; shapes broadcast. */
  gt(other: ShapeMethods | number): this {
    return this.applied("gt", {}, [other]);
  }

  /** 1 where x is above or equal to the other, 0 elsewhere; shapes broadcast. */
  ge(other: ShapeMethods | number): this {
    return this.applied("ge", {}, [other]);
  }

  /** min(max(x, min), max); a limit of null is none. */
  clamp(min: Limit = null, max: Limit = null): this {
    return this.applied("clamp", { min, max });
  }

  /** max(x, min) */
  clampMin(min: number): this {
    return this.clamp(min);
  }

  /** min(x, max) */
  clampMax(max: number): this {
    return this.clamp(null, max);
  }
}
