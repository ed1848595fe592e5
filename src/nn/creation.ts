import { apply, attributes, type Sizes, type Tensor } from "./tensor.ts";

/**
 * Each source of random numbers draws from a stream of its own, numbered in the order in which they are made.
 */
let streams = 0;
let seed = 0;

/**
 * Fixes the random numbers of everything made from now on: tensors, and the parameters that a run starts
 * from. Throws a `TypeError` for anything but a number.
 */
export function manualSeed(next: number): void {
  if (typeof next !== "number" || Number.isNaN(next)) throw new TypeError("manualSeed takes a number.");
  seed = next;
  streams = 0;
}

/** @internal */
export function currentSeed(): number {
  return seed;
}

/**
 * Random numbers of a normal distribution, mean 0 and variance 1: `randn(1, 3, 224, 224)`, `randn("N", 3, 32,
 * 32)`.
 */
export function randn(...sizes: Sizes): Tensor {
  return source("randn", 0, sizes);
}

export function zeros(...sizes: Sizes): Tensor {
  return source("constant", 0, sizes);
}

export function ones(...sizes: Sizes): Tensor {
  return source("constant", 1, sizes);
}

/** A tensor supplied by the caller of the model; random numbers if none is given. */
export function input(...sizes: Sizes): Tensor {
  return source("given", 0, sizes);
}

function source(fill: "given" | "randn" | "constant", value: number, sizes: Sizes): Tensor {
  const stream = fill === "constant" ? 0 : streams++;
  return apply("input", attributes("input", { shape: sizes.flat(), fill, value, stream }), []);
}
