import { optionsOf } from "../arguments.ts";
import { isTensor } from "../running/states-in.ts";
import { PointwiseMethods } from "./pointwise-methods.ts";
import type { ShapeMethods } from "./shape-methods.ts";

export interface AddedProductOptions {
  /** What the product, or the quotient, is multiplied by; 1. */
  value?: number | undefined;
}

/** Methods that come down to a few others. */
export abstract class ComposedMethods extends PointwiseMethods {
  /** 1 where x is 0, 0 elsewhere. */
  logicalNot(): this {
    return this.eq(0);
  }

  /** 1 where neither x nor the other is 0, 0 elsewhere; shapes broadcast. */
  logicalAnd(other: PointwiseMethods): this {
    return this.ne(0).applied("mul", {}, [tensorFor("logicalAnd", other).ne(0)]);
  }

  /** 1 where x, the other or both are not 0, 0 elsewhere; shapes broadcast. */
  logicalOr(other: PointwiseMethods): this {
    return this.ne(0).maximum(tensorFor("logicalOr", other).ne(0));
  }

  /** 1 where one of x and the other is 0 and one is not, 0 elsewhere; shapes broadcast. */
  logicalXor(other: PointwiseMethods): this {
    return this.ne(0).ne(tensorFor("logicalXor", other).ne(0));
  }

  /** The logarithm to the base 2. */
  log2(): this {
    return this.log().applied("mul", {}, [Math.LOG2E]);
  }

  /** The logarithm to the base 10. */
  log10(): this {
    return this.log().applied("mul", {}, [Math.LOG10E]);
  }

  /** The whole number next to x towards 0. */
  trunc(): this {
    return this.sign().applied("mul", {}, [this.abs().floor()]);
  }

  /** x where the weight is 0, `end` where it is 1, and in between x + weight · (end − x); shapes broadcast. */
  lerp(end: ComposedMethods, weight: ShapeMethods | number): this {
    return this.applied("add", {}, [
      tensorFor("lerp", end).applied("sub", {}, [this]).applied("mul", {}, [weight]),
    ]);
  }

  /** x + value · first · second; shapes broadcast. */
  addcmul(first: ComposedMethods, second: ShapeMethods, options: AddedProductOptions = {}): this {
    const { value = 1 } = optionsOf("add", options);
    const added = tensorFor("addcmul", first).applied("mul", {}, [second]);
    return this.applied("add", {}, [value === 1 ? added : added.applied("mul", {}, [value])]);
  }

  /** x + value · first / second; shapes broadcast. */
  addcdiv(first: ComposedMethods, second: ShapeMethods, options: AddedProductOptions = {}): this {
    const { value = 1 } = optionsOf("add", options);
    const added = tensorFor("addcdiv", first).applied("div", {}, [second]);
    return this.applied("add", {}, [value === 1 ? added : added.applied("mul", {}, [value])]);
  }

  /** Each place of the axis `dim`, or of all numbers in a row, so many times in a row. */
  repeatInterleave(repeats: number, dim?: number): this {
    if (typeof repeats !== "number" || repeats < 0)
      throw new TypeError("repeatInterleave takes one number of repeats, not negative.");
    if (dim === undefined) return this.flatten().repeatInterleave(repeats, 0);
    if (typeof dim !== "number") throw new TypeError("repeatInterleave takes the number of an axis.");
    const axis = dim < 0 ? dim + this.shape.length : dim;
    const widened = this.unsqueeze(dim < 0 ? dim : dim + 1);
    const sizes = widened.shape.map((_, at) => (at === axis + 1 ? repeats : -1));
    return widened.expand(sizes).flatten(axis, axis + 1);
  }

  /**
   * Windows of `size` places along the axis `dim`, one every `step` places, as a new last axis: [N, C, H] → [N, C, H′, size] with
   * H′ = ⌊(H − size)/step⌋ + 1.
   */
  unfold(dim: number, size: number, step: number): this {
    if (!isCount(size) || !isCount(step)) throw new TypeError("unfold takes a size and a step of 1 or more.");
    const whole = this.applied("narrow", { dim, start: 0, length: size });
    const length = this.shape.at(dim) as number;
    const last = Math.floor((length - size) / step) * step + 1;
    const places = Array.from({ length: size }, (_, place) =>
      this.slice(dim, place, place + last, step).unsqueeze(-1),
    );
    const [first = whole, ...others] = places;
    return others.length === 0 ? first : first.applied("cat", { dim: -1 }, others);
  }
}

function tensorFor<T extends object>(taker: string, given: T): T {
  if (!isTensor(given)) throw new TypeError(`${taker} takes another tensor.`);
  return given;
}

function isCount(count: number): boolean {
  return typeof count === "number" && count >= 1 && Number.isInteger(count);
}
