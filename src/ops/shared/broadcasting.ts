import { type Checked, faulty, ok } from "../../base/index.ts";
import { type Dim, differs, isUnknown, known, type Shape } from "../../ir/index.ts";
import type { OpProblem } from "../op.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import { at, countOf, element, generate } from "./reference.ts";

/**
 * The shape of two operands taken element by element as NumPy and PyTorch do: aligned at the last axis, a size of 1
 * repeats. Shapes that cannot meet give the left one and blame the right.
 */
export function broadcast(left: Shape, right: Shape): Checked<Shape, OpProblem> {
  const rank = Math.max(left.length, right.length);
  const sizes = Array.from({ length: rank }, (_, axis) => {
    return meet(sizeAt(left, axis, rank), sizeAt(right, axis, rank));
  });
  if (!sizes.includes(undefined)) return ok(sizes.filter((size) => size !== undefined));
  return faulty(left, { code: "shape-mismatch", blame: { kind: "input", index: 1 }, data: { left, right } });
}

/** The element of a tensor that meets the given indices of the broadcast result. */
export function readBroadcast(tensor: ReferenceTensor, index: readonly number[]): number {
  const { shape, data } = tensor;
  const skipped = index.length - shape.length;
  let offset = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    const size = at(shape, axis);
    // Along an axis of one place, that place meets all.
    if (size !== 1) offset = offset * size + at(index, skipped + axis);
  }
  return element(data, offset);
}

/** The numbers of a tensor repeated along its axes of one place, so that they meet those of the broadcast shape one by one. */
export function repeatedTo(tensor: ReferenceTensor, shape: readonly number[]): Float32Array {
  const { data } = tensor;
  // Where nothing repeats, as with most of what is calculated, the numbers are those of the tensor.
  if (data.length === countOf(shape)) return data;
  return generate(shape, (index) => readBroadcast(tensor, index)).data;
}

function sizeAt(shape: Shape, axis: number, rank: number): Dim {
  return shape[axis - (rank - shape.length)] ?? 1;
}

/**
 * Undefined where the sizes cannot meet. A formula is not taken for 1, since repeating it is hardly ever
 * intended. So a known size decides against an unknown one, and of two formulas that may be equal either will do.
 */
function meet(left: Dim, right: Dim): Dim | undefined {
  if (left === 1) return right;
  if (right === 1) return left;
  if (differs(left, right)) return undefined;
  const isSettled = known(left) !== undefined || (known(right) === undefined && !isUnknown(left));
  return isSettled || isUnknown(right) ? left : right;
}
