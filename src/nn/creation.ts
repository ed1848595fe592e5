import { optionsOf } from "./arguments.ts";
import {
  apply,
  asTensor,
  attributes,
  type Size,
  type Sizes,
  source,
  type Tensor,
  tensorsIn,
} from "./tensor.ts";

/**
 * Random numbers of a normal distribution, mean 0 and variance 1: `randn(1, 3, 224, 224)`, `randn("N", 3, 32,
 * 32)`.
 */
export function randn(...sizes: Sizes): Tensor {
  return source("randn", 0, sizes);
}

/** Zeros of these sizes. */
export function zeros(...sizes: Sizes): Tensor {
  return source("constant", 0, sizes);
}

/** Ones of these sizes. */
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

/** Zeros of the shape of another tensor. */
export function zerosLike(x: Tensor): Tensor {
  return zeros(shapeOf(x));
}

/** Ones of the shape of another tensor. */
export function onesLike(x: Tensor): Tensor {
  return ones(shapeOf(x));
}

/** Zeros of the shape of another tensor, to be filled later. In PyTorch the numbers are arbitrary. */
export function emptyLike(x: Tensor): Tensor {
  return zeros(shapeOf(x));
}

/** The same number everywhere, in the shape of another tensor. */
export function fullLike(x: Tensor, value: number): Tensor {
  return full(shapeOf(x), value);
}

/** Random numbers of a normal distribution, in the shape of another tensor. */
export function randnLike(x: Tensor): Tensor {
  return randn(shapeOf(x));
}

/** Random numbers uniform between 0 and 1, in the shape of another tensor. */
export function randLike(x: Tensor): Tensor {
  return rand(shapeOf(x));
}

function shapeOf(x: Tensor): readonly number[] {
  return asTensor("input", x).shape;
}

/** Numbers that are written down, in lists as deep as the tensor has axes: `tensor([[1, 2], [3, 4]])` is 2×2. */
export function tensor(numbers: Numbers): Tensor {
  const shape = sizesOf(numbers);
  const values = inRow(numbers);
  // A list with a hole, `[1, , 3]`, has fewer numbers than its length says.
  const isFull = values.length === shape.reduce((product, size) => product * size, 1);
  if (!isFull || !isEven(numbers, shape))
    throw new TypeError("tensor takes lists of numbers that are equally long on each axis.");
  return apply("tensor", attributes("tensor", { shape, values }), []);
}

/** The matrix with ones on the diagonal and zeros elsewhere; square unless `columns` says otherwise. */
export function eye(rows: number, columns = rows): Tensor {
  requireNumbers("eye", rows, columns);
  return tensor(count(rows).map((row) => count(columns).map((column) => (row === column ? 1 : 0))));
}

/** `arange(4)` is 0, 1, 2, 3; `arange(1, 2, 0.5)` is 1, 1.5: from `start` on and before `end`. */
export function arange(end: number): Tensor;
export function arange(start: number, end: number, step?: number): Tensor;
export function arange(first: number, second?: number, step = 1): Tensor {
  const [start, end] = second === undefined ? [0, first] : [first, second];
  requireNumbers("arange", start, end, step);
  return tensor(count(Math.ceil((end - start) / step)).map((index) => start + index * step));
}

/** So many numbers at equal distances, `start` the first and `end` the last. */
export function linspace(start: number, end: number, steps: number): Tensor {
  requireNumbers("linspace", start, end, steps);
  const step = steps > 1 ? (end - start) / (steps - 1) : 0;
  return tensor(count(steps).map((index) => start + index * step));
}

function requireNumbers(taker: string, ...given: readonly unknown[]): void {
  if (given.some((one) => typeof one !== "number")) throw new TypeError(`${taker} takes numbers.`);
}

/** 0, 1, 2, … */
function count(length: number): number[] {
  if (!Number.isInteger(length) || length < 0)
    throw new RangeError(`A tensor has 0 numbers or more along an axis, not ${length}.`);
  return Array.from({ length }, (_, index) => index);
}

/** A number, or lists of lists of numbers. */
export type Numbers = number | readonly Numbers[];

/** The sizes that the first part of each list has. */
function sizesOf(numbers: Numbers | undefined): number[] {
  return Array.isArray(numbers) ? [numbers.length, ...sizesOf(numbers[0])] : [];
}

function inRow(numbers: Numbers): number[] {
  return partsAt(numbers, Number.POSITIVE_INFINITY) as number[];
}

/** The parts at a depth of nested lists. `unknown` keeps TypeScript from expanding the recursive type without end. */
function partsAt(numbers: Numbers, depth: number): unknown[] {
  return ([numbers] as unknown[]).flat(depth);
}

/** Whether all lists of a depth have the length that the first one has. Numbers are only counted: there may be many. */
function isEven(numbers: Numbers, shape: readonly number[]): boolean {
  const lists = shape.map((length, depth) => ({ length, parts: partsAt(numbers, depth) }));
  const areAsLong = lists.every(({ length, parts }) =>
    parts.every((part) => Array.isArray(part) && part.length === length),
  );
  return areAsLong && !partsAt(numbers, shape.length).some(Array.isArray);
}

/** A tensor supplied by the caller of the model; random numbers if none is given. */
export function input(...sizes: Sizes): Tensor {
  return source("given", 0, sizes);
}

/**
 * Coordinates of a grid: of `meshgrid([y, x])` both have the shape [y.length, x.length], the first one's numbers along the rows. This
 * is `indexing: "ij"`, as in PyTorch where nothing else is said; with `"xy"` the first two axes change places.
 */
export function meshgrid(tensors: readonly Tensor[], options: MeshgridOptions = {}): Tensor[] {
  const axes = tensorsIn("meshgrid", tensors);
  const { indexing = "ij" } = optionsOf("expand", options);
  if (indexing !== "ij" && indexing !== "xy")
    throw new RangeError('meshgrid takes the indexing "ij" or "xy".');
  const sizes = axes.map((axis) => asTensor("meshgrid", axis).size(0));
  return axes.map((axis, place) => {
    const grid = axis.reshape(axes.map((_, at) => (at === place ? -1 : 1))).expand(sizes);
    return indexing === "xy" && axes.length > 1 ? grid.transpose(0, 1) : grid;
  });
}

export interface MeshgridOptions {
  /** Whether the first tensor's numbers go along the rows, `"ij"`, or along the columns, `"xy"`; `"ij"`. */
  indexing?: "ij" | "xy" | undefined;
}
