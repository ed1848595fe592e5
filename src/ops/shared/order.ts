import { type Attrs, knownShape, type Shape } from "../../ir/index.ts";
import type { ViewRule } from "../op.ts";

/** A tensor, as far as the order of its numbers in memory is concerned. */
export interface Laid<T> {
  readonly shape: Shape;
  /** What it is a view of, and which; null where it has numbers of its own. */
  readonly view: {
    readonly rule: ViewRule<Attrs> | undefined;
    readonly attrs: Attrs;
    readonly source: T;
  } | null;
}

/** Whether a tensor's numbers certainly follow each other in memory as PyTorch would have them. */
export function isInOrder<T>(tensor: T, laidOf: (tensor: T) => Laid<T>): boolean {
  return staysInOrder(tensor, laidOf) || hasStridesInOrder(tensor, laidOf) === true;
}

/** Whether they certainly do not, so that PyTorch's `contiguous()` copies them. */
export function isScattered<T>(tensor: T, laidOf: (tensor: T) => Laid<T>): boolean {
  return !staysInOrder(tensor, laidOf) && hasStridesInOrder(tensor, laidOf) === false;
}

/** By the rules of views alone, which hold for sizes by name as well. */
function staysInOrder<T>(tensor: T, laidOf: (tensor: T) => Laid<T>): boolean {
  const { shape, view } = laidOf(tensor);
  if (view === null) return true;
  const { rule, attrs, source } = view;
  return staysInOrder(source, laidOf) && rule?.keepsOrder(attrs, laidOf(source).shape, shape) === true;
}

/** Undefined where the strides are not known. */
function hasStridesInOrder<T>(tensor: T, laidOf: (tensor: T) => Laid<T>): boolean | undefined {
  const strides = stridesOf(tensor, laidOf);
  return strides && areInOrder(strides, laidOf(tensor).shape);
}

/** How far apart in memory neighbours along each axis are. */
function stridesOf<T>(tensor: T, laidOf: (tensor: T) => Laid<T>): readonly number[] | undefined {
  const { shape, view } = laidOf(tensor);
  const sizes = knownShape(shape);
  if (view === null) return sizes && stridesInOrder(sizes);
  const { rule, attrs } = view;
  const source = laidOf(view.source).shape;
  const strides = stridesOf(view.source, laidOf);
  if (sizes === undefined || strides === undefined) return undefined;
  const isKept = areInOrder(strides, source) && rule?.keepsOrder(attrs, source, shape) === true;
  return isKept ? stridesInOrder(sizes) : rule?.strides?.(attrs, source, strides, shape);
}

/** An axis of one place may have any stride, and so may all axes of a tensor without numbers. */
function areInOrder(strides: readonly number[], shape: Shape): boolean {
  const sizes = knownShape(shape) ?? [];
  const inOrder = stridesInOrder(sizes);
  return sizes.includes(0) || sizes.every((size, axis) => size === 1 || strides[axis] === inOrder[axis]);
}

function stridesInOrder(sizes: readonly number[]): readonly number[] {
  return sizes.map((_, axis) => sizes.slice(axis + 1).reduce((product, size) => product * size, 1));
}
