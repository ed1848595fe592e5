import { isTensor } from "../running/states-in.ts";
import type { AddedProductOptions } from "./composed-methods.ts";
import type { ShapeMethods } from "./shape-methods.ts";
import { TriangleMethods } from "./triangle-methods.ts";

/** Forms in place of the methods that come down to a few others. */
export abstract class ComposedInPlaceMethods extends TriangleMethods {
  /** Puts `value` where the mask is not 0; the mask's shape broadcasts. */
  maskedFill_(mask: ComposedInPlaceMethods, value: number): this {
    if (!isTensor(mask)) throw new TypeError("maskedFill_ takes a mask, which is a tensor.");
    return this.overwritten("where", mask.applied("where", {}, [value, this]));
  }

  /** Puts x + weight · (end − x) in the place of x. */
  lerp_(end: TriangleMethods, weight: ShapeMethods | number): this {
    return this.overwritten("add", this.lerp(end, weight));
  }

  /** Puts x + value · first · second in the place of x. */
  addcmul_(first: TriangleMethods, second: ShapeMethods, options: AddedProductOptions = {}): this {
    return this.overwritten("add", this.addcmul(first, second, options));
  }

  /** Puts x + value · first / second in the place of x. */
  addcdiv_(first: TriangleMethods, second: ShapeMethods, options: AddedProductOptions = {}): this {
    return this.overwritten("add", this.addcdiv(first, second, options));
  }

  /** Puts the error function of x in the place of x. */
  erf_(): this {
    return this.overwritten("erf", this.erf());
  }

  /** Puts e^x − 1 in the place of x. */
  expm1_(): this {
    return this.overwritten("expm1", this.expm1());
  }

  /** Puts ln(1 + x) in the place of x. */
  log1p_(): this {
    return this.overwritten("log1p", this.log1p());
  }

  /** Puts the logarithm to the base 2 in the place of x. */
  log2_(): this {
    return this.overwritten("mul", this.log2());
  }

  /** Puts the logarithm to the base 10 in the place of x. */
  log10_(): this {
    return this.overwritten("mul", this.log10());
  }

  /** Puts the whole number next to x towards 0 in the place of x. */
  trunc_(): this {
    return this.overwritten("mul", this.trunc());
  }

  /** Keeps the numbers on and below a diagonal, `diagonal` places to the right of the main one, and puts 0 elsewhere. */
  tril_(diagonal = 0): this {
    return this.overwritten("where", this.tril(diagonal));
  }

  /** Keeps the numbers on and above a diagonal, `diagonal` places to the right of the main one, and puts 0 elsewhere. */
  triu_(diagonal = 0): this {
    return this.overwritten("where", this.triu(diagonal));
  }

  /** Replaces x with 1 where it is 0, and with 0 elsewhere. */
  logicalNot_(): this {
    return this.overwritten("eq", this.logicalNot());
  }

  /** Replaces x with 1 where neither x nor the other is 0, and with 0 elsewhere. */
  logicalAnd_(other: TriangleMethods): this {
    return this.overwritten("mul", this.logicalAnd(other));
  }

  /** Replaces x with 1 where at least one of x and the other is not 0, and with 0 elsewhere. */
  logicalOr_(other: TriangleMethods): this {
    return this.overwritten("maximum", this.logicalOr(other));
  }

  /** Replaces x with 1 where exactly one of x and the other is 0, and with 0 elsewhere. */
  logicalXor_(other: TriangleMethods): this {
    return this.overwritten("ne", this.logicalXor(other));
  }
}
