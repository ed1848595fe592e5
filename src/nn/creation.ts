import { apply, attributes, type Size, type Sizes, type Tensor } from "./tensor.ts";

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

/** Zeros, to be filled later, for example by `nn.init`. In PyTorch the numbers are arbitrary. */
export function empty(...sizes: Sizes): Tensor {
  return zeros(...sizes);
}

/** The same number everywhere: `full([64, 1, 1], 1e-6)`. */
export function full(sizes: readonly Size[], value: number): Tensor {
  return source("constant", value, sizes);
}

/** Random numbers uniform between 0 and 1. */
export function rand(...sizes: Sizes): Tensor {
  return source("rand", 0, sizes);
}

/** Numbers that are written down, in lists as deep as the tensor has axes: `tensor([[1, 2], [3, 4]])` is 2×2. */
export function tensor(numbers: Numbers): Tensor {
  const shape = sizesOf(numbers);
  const values = inRow(numbers);
  if (!isEven(numbers, shape))
    throw new TypeError("tensor takes lists of numbers that are equally long on each axis.");
  return apply("tensor", attributes("tensor", { shape, values }), []);
}

/** A number, or lists of lists of numbers. */
export type Numbers = number | readonly Numbers[];

/** The sizes that the first part of each list has. */
function sizesOf(numbers: Numbers | undefined): number[] {
  return Array.isArray(numbers) ? [numbers.length, ...sizesOf(numbers[0])] : [];
}

function inRow(numbers: Numbers): number[] {
  return Array.isArray(numbers) ? numbers.flatMap(inRow) : [numbers as number];
}

function isEven(numbers: Numbers, [length, ...inner]: readonly number[]): boolean {
  if (!Array.isArray(numbers)) return length === undefined;
  return numbers.length === length && numbers.every((part) => isEven(part, inner));
}

/** A tensor supplied by the caller of the model; random numbers if none is given. */
export function input(...sizes: Sizes): Tensor {
  return source("given", 0, sizes);
}

function source(fill: "given" | "randn" | "rand" | "constant", value: number, sizes: Sizes): Tensor {
  const stream = fill === "constant" ? 0 : streams++;
  return apply("input", attributes("input", { shape: sizes.flat(), fill, value, stream }), []);
}
