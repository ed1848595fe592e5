import type { ReferenceTensor } from "../reference-tensor.ts";

/**
 * A tensor whose elements are computed from their indices, in row-major order. The list of indices is the same one for each
 * element and counts on: a mask of Swin's has 150,000 elements, and the analyzer calculates it while its author types.
 */
export function generate(
  shape: readonly number[],
  compute: (index: readonly number[], offset: number) => number,
): ReferenceTensor {
  const data = new Float32Array(countOf(shape));
  const index = shape.map(() => 0);
  for (let offset = 0; offset < data.length; offset++) {
    data[offset] = compute(index, offset);
    countOn(index, shape);
  }
  return { shape, data };
}

/** From the indices of an element to those of the next one. */
function countOn(index: number[], shape: readonly number[]): void {
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const next = at(index, axis) + 1;
    if (next < at(shape, axis)) {
      index[axis] = next;
      return;
    }
    index[axis] = 0;
  }
}

/** The indices along each axis of the element at a row-major offset. */
export function indexAt(shape: readonly number[], offset: number): readonly number[] {
  const index = new Array<number>(shape.length);
  let rest = offset;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = at(shape, axis);
    index[axis] = rest % size;
    rest = Math.floor(rest / size);
  }
  return index;
}

/** The row-major offset of the element at the indices. */
export function offsetOf(shape: readonly number[], index: readonly number[]): number {
  let offset = 0;
  for (let axis = 0; axis < shape.length; axis++) offset = offset * at(shape, axis) + at(index, axis);
  return offset;
}

/** How many elements a tensor of that shape has. */
export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** One of a list of sizes or indices. */
export function at(list: readonly number[], index: number): number {
  const value = list[index];
  if (value === undefined) throw new RangeError(`There is no entry ${index} among ${list.length}.`);
  return value;
}

/** The element of a tensor at a row-major offset. Apart from `at`, so that engines compile it for one kind of array. */
export function element(data: Float32Array, offset: number): number {
  const value = data[offset];
  if (value === undefined) throw new RangeError(`There is no element ${offset} among ${data.length}.`);
  return value;
}

/** The element at the indices. Outside the tensor there is nothing to read, which is a bug of the caller. */
export function read(tensor: ReferenceTensor, index: readonly number[]): number {
  return element(tensor.data, offsetOf(tensor.shape, index));
}

/** The input or parameter that an op cannot do without. */
export function required(tensor: ReferenceTensor | undefined): ReferenceTensor {
  if (tensor === undefined) throw new Error("A tensor is missing.");
  return tensor;
}

/** A view of the same numbers under another shape. */
export function reshaped(tensor: ReferenceTensor, shape: readonly number[]): ReferenceTensor {
  return { shape, data: tensor.data.slice() };
}

/** The sizes [N, C, H, W] of an image; one without a batch has N = 1. */
export function imageSizes(shape: readonly number[]): readonly [number, number, number, number] {
  const [width = 1, height = 1, channels = 1, batch = 1] = [...shape].reverse();
  return [batch, channels, height, width];
}
