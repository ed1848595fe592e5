import { optionsOf } from "../arguments.ts";
import { ComposedMethods } from "./composed-methods.ts";
import type { ShapeMethods } from "./shape-methods.ts";

/** An axis, which counts from the end where negative, or several. */
type Axes = number | readonly number[];

export interface ReduceOptions {
  /** Whether the reduced axes stay, with size 1. */
  keepdim?: boolean | undefined;
}

export interface VarianceOptions extends ReduceOptions {
  /** What is taken off the count that the squares are divided by; 1. */
  correction?: number | undefined;
  /** PyTorch's older word for a correction of 1, `true`, or 0, `false`. */
  unbiased?: boolean | undefined;
}

/** The extreme numbers along an axis, and where they are. */
export type Extremes<T> = readonly [values: T, indices: T] & {
  readonly values: T;
  /** Places along the axis, as numbers. */
  readonly indices: T;
};

/** What makes one number of all along some axes, or of all there are. */
export abstract class ReductionMethods extends ComposedMethods {
  /** The sum over the given axes, or over all of them. */
  sum(dims?: Axes, options: ReduceOptions = {}): this {
    return this.reduced("sum", dims, options);
  }

  /** The mean over the given axes, or over all of them. */
  mean(dims?: Axes, options: ReduceOptions = {}): this {
    return this.reduced("mean", dims, options);
  }

  /** The largest number over the given axes, or over all of them. */
  amax(dims?: Axes, options: ReduceOptions = {}): this {
    return this.reduced("amax", dims, options);
  }

  /** The smallest number over the given axes, or over all of them. */
  amin(dims?: Axes, options: ReduceOptions = {}): this {
    return this.reduced("amin", dims, options);
  }

  /** The product over the given axes, or over all of them. */
  prod(dims?: Axes, options: ReduceOptions = {}): this {
    return this.reduced("prod", dims, options);
  }

  /** ln Σ e^x over the given axes, or over all of them. */
  logsumexp(dims?: Axes, options: ReduceOptions = {}): this {
    return this.reduced("logsumexp", dims, options);
  }

  /** The running sum along the axis `dim`. */
  cumsum(dim: number): this {
    return this.applied("cumsum", { dim });
  }

  /** Where the largest number is along the axis `dim`, or in all numbers, row-major: its place, as a number. */
  argmax(dim?: number, options: ReduceOptions = {}): this {
    return this.reduced("argmax", dim, options);
  }

  /** Where the smallest number is along the axis `dim`, or in all numbers, row-major: its place, as a number. */
  argmin(dim?: number, options: ReduceOptions = {}): this {
    return this.reduced("argmin", dim, options);
  }

  /** The largest of all numbers. Along an axis, the largest numbers and their places. With another tensor, `maximum`. */
  max(): this;
  max(dim: number, options?: ReduceOptions): Extremes<this>;
  max(other: ShapeMethods): this;
  max(dim?: number | ShapeMethods, options: ReduceOptions = {}): this | Extremes<this> {
    if (dim === undefined) return this.amax();
    if (typeof dim !== "number") return this.maximum(dim);
    return extremes(this.amax(dim, options), this.argmax(dim, options));
  }

  /** The smallest of all numbers. Along an axis, the smallest numbers and their places. With another tensor, `minimum`. */
  min(): this;
  min(dim: number, options?: ReduceOptions): Extremes<this>;
  min(other: ShapeMethods): this;
  min(dim?: number | ShapeMethods, options: ReduceOptions = {}): this | Extremes<this> {
    if (dim === undefined) return this.amin();
    if (typeof dim !== "number") return this.minimum(dim);
    return extremes(this.amin(dim, options), this.argmin(dim, options));
  }

  /** The variance over the given axes, or over all of them: that of a sample, unless `correction` is 0. */
  var(dims?: Axes, options: VarianceOptions = {}): this {
    const { keepdim = false, correction, unbiased } = optionsOf("var", options);
    const taken = correctionOf("var", { correction, unbiased });
    return this.applied("var", { dims: listed(dims), keepdim, correction: taken });
  }

  /** The standard deviation over the given axes, or over all of them: that of a sample, unless `correction` is 0. */
  std(dims?: Axes, options: VarianceOptions = {}): this {
    const { keepdim = false, correction, unbiased } = optionsOf("std", options);
    const taken = correctionOf("std", { correction, unbiased });
    return this.applied("std", { dims: listed(dims), keepdim, correction: taken });
  }

  /**
   * (Σ |x|^p)^(1/p) over the given axes, or over all of them. With p Infinity the largest size, with −Infinity the
   * smallest, with 0 how many numbers are not 0.
   */
  norm(p = 2, dims?: Axes, options: ReduceOptions = {}): this {
    if (p === Number.POSITIVE_INFINITY) return this.abs().amax(dims, options);
    if (p === Number.NEGATIVE_INFINITY) return this.abs().amin(dims, options);
    if (p === 0) return this.ne(0).sum(dims, options);
    const { keepdim = false } = optionsOf("norm", options);
    return this.applied("norm", { dims: listed(dims), keepdim, p });
  }

  private reduced(op: string, dims: Axes | undefined, options: ReduceOptions): this {
    const { keepdim = false } = optionsOf(op, options);
    return this.applied(op, { dims: listed(dims), keepdim });
  }
}

/** By place and by name, as PyTorch gives them: `x.max(1)[0]` and `x.max(1).values`. Each counts once where a model gives both. */
function extremes<T>(values: T, indices: T): Extremes<T> {
  const places: unknown = [values, indices];
  return Object.defineProperties(places as Extremes<T>, {
    values: { value: values },
    indices: { value: indices },
  });
}

/** None stands for all. */
function listed(dims: Axes | undefined): readonly number[] {
  return dims === undefined ? [] : [dims].flat();
}

function correctionOf(taker: string, { correction = 1, unbiased }: VarianceOptions): number {
  if (unbiased === undefined) return correction;
  if (typeof unbiased !== "boolean") throw new TypeError(`${taker}: unbiased must be true or false.`);
  return Number(unbiased);
}
