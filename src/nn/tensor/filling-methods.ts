import type { StartWord } from "../../ir/index.ts";
import { isPicked } from "../running/picked-places.ts";
import { spreadsTo } from "../running/states-in.ts";
import { InPlaceMethods } from "./in-place-methods.ts";

/*
 * Methods that put other numbers in the place of the tensor's, whatever these were. Of a parameter or a buffer they say what it
 * starts from.
 */
export abstract class FillingMethods extends InPlaceMethods {
  /** Puts one number everywhere. */
  fill_(value: number): this {
    return this.filled("fill_", "constant", { value });
  }

  /** Puts 0 everywhere. */
  zero_(): this {
    return this.fill_(0);
  }

  /** Puts random numbers of a normal distribution in the place of x. */
  normal_(mean = 0, std = 1): this {
    if (std < 0) throw new RangeError(`normal_ takes a deviation of 0 or more, not ${std}.`);
    return this.filled("normal_", "normal", { mean, std });
  }

  /** Puts random numbers between `a` and `b`, all equally likely, in the place of x. */
  uniform_(a = 0, b = 1): this {
    if (a > b) throw new RangeError(`uniform_ takes its bounds in order, not ${a} and ${b}.`);
    return this.filled("uniform_", "uniform", { a, b });
  }

  /** Puts the numbers of another tensor in the place of x; its shape broadcasts. */
  copy_(other: FillingMethods): this {
    requireOwn("copy_", this);
    return this.overwritten("expand", spreadsTo(other, this) ? other.expand(this.shape) : other);
  }

  /**
   * Fills the tensor as a function of PyTorch's, `taker`, says.
   * @internal
   */
  filled(taker: string, data: StartWord, named: Readonly<Record<string, number>>): this {
    requireOwn(taker, this);
    for (const [name, value] of Object.entries(named))
      if (typeof value !== "number" || !Number.isFinite(value))
        throw new TypeError(`${taker}: ${name} must be a number.`);
    return this.filledWith(taker, data, Object.values(named));
  }

  /** @internal */
  protected filledWith(taker: string, data: StartWord, numbers: readonly number[]): this {
    return this.overwritten("input", this.plainNumbers(taker, data, numbers));
  }

  private plainNumbers(
    taker: string,
    data: StartWord,
    [first = 0, second = 0]: readonly number[],
  ): FillingMethods {
    if (data === "constant") return this.source("constant", first);
    if (data === "normal") return this.source("randn", 0).mul_(second).add_(first);
    if (data === "uniform")
      return this.source("rand", 0)
        .mul_(second - first)
        .add_(first);
    throw new TypeError(`${taker} takes what a module keeps: make the tensor an nn.Parameter first.`);
  }

  /**
   * A tensor of this one's shape that nothing was calculated for.
   * @internal
   */
  protected abstract source(fill: "randn" | "rand" | "constant", value: number): FillingMethods;
}

/** Throws for a copy of places, which is filled by mistake: `x[[0, 2]] = y` changes x in PyTorch. */
function requireOwn(taker: string, tensor: FillingMethods): void {
  if (!isPicked(tensor)) return;
  throw new TypeError(
    `${taker} would fill a copy of the places that index took, and not the tensor. Fill one place after the other, x.index(0).${taker}(…), or a slice, x.index("0:2").`,
  );
}
