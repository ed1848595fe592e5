import type { ReferenceTensor } from "../reference-tensor.ts";
import { at, countOf } from "./reference.ts";

/** `length` places of an axis from `start` on. */
export function sliced(x: ReferenceTensor, axis: number, start: number, length: number): ReferenceTensor {
  const shape = x.shape.with(axis, length);
  const data = new Float32Array(countOf(shape));
  copyAlong(axis, { tensor: x, place: start }, { tensor: { shape, data }, place: 0 }, length);
  return { shape, data };
}

/** Tensors one after the other along an axis, with the shape that comes of it. */
export function joinedAlong(
  axis: number,
  tensors: readonly ReferenceTensor[],
  shape: readonly number[],
): ReferenceTensor {
  const joined = { shape, data: new Float32Array(countOf(shape)) };
  let place = 0;
  for (const tensor of tensors) {
    const length = at(tensor.shape, axis);
    copyAlong(axis, { tensor, place: 0 }, { tensor: joined, place }, length);
    place += length;
  }
  return joined;
}

/** A place of an axis of a tensor. */
interface Place {
  readonly tensor: ReferenceTensor;
  readonly place: number;
}

/** Copies `length` places of an axis: what stands at one place of it, and further inside, lies side by side. */
function copyAlong(axis: number, from: Place, to: Place, length: number): void {
  const { shape, data } = from.tensor;
  const inside = countOf(shape.slice(axis + 1));
  const outside = countOf(shape.slice(0, axis));
  const [read, written] = [at(shape, axis) * inside, at(to.tensor.shape, axis) * inside];
  for (let i = 0; i < outside; i++) {
    const begin = i * read + from.place * inside;
    to.tensor.data.set(data.subarray(begin, begin + length * inside), i * written + to.place * inside);
  }
}
