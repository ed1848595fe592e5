import { type Checked, faulty, ok } from "../../base/index.ts";
import { type Dim, differs, equal, isUnknown, known, maximum, type Shape } from "../../ir/index.ts";
import type { OpProblem } from "../op.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import { read } from "./reference.ts";

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
  const own = index.slice(index.length - tensor.shape.length);
  return read(
    tensor,
    own.map((i, axis) => (tensor.shape[axis] === 1 ? 0 : i)),
  );
}

function sizeAt(shape: Shape, axis: number, rank: number): Dim {
  return shape[axis - (rank - shape.length)] ?? 1;
}

/**
 * Undefined where the sizes cannot meet. Where nobody knows which of two formulas is 1, the larger is the answer
 * whenever they can meet at all; a number above 1 settles it against anything unknown.
 */
function meet(left: Dim, right: Dim): Dim | undefined {
  if (left === 1 || equal(left, right)) return right;
  if (right === 1) return left;
  // Two formulas a known number apart could still meet where one of them is 1, which nobody means.
  if (differs(left, right)) return undefined;
  if (known(left) !== undefined) return left;
  if (known(right) !== undefined) return right;
  return isUnknown(left) ? left : maximum(left, right);
}
