import {
  type AffineGridLowering,
  coordinateOf,
  type GridSampleLowering,
  type Mixture,
  mixturesAt,
} from "../../ops/index.ts";
import { realNumber } from "../../words/index.ts";
import type { Explanation, Operand, Part, Place, Subject } from "./explanation.ts";
import { explained, single, sumLines } from "./parts.ts";

/** The product of a row of the matrix and the point, to which a 1 is appended. */
export function explainAffineGrid(
  { lowering: { alignCorners }, operands, shape }: Subject<AffineGridLowering>,
  place: Place,
): Explanation {
  const [matrix] = operands;
  const [n = 0, ...index] = place;
  const axis = index.pop() ?? 0;
  const point = index.map((i, k) => coordinateOf(i, shape[k + 1] ?? 1, alignCorners));
  const parts = [...point.reverse(), 1].map((x, k) => {
    const from = [n, axis, k];
    return single(0, `at ${from.join(", ")}`, from, matrix?.at(from) ?? Number.NaN, x);
  });
  return explained(parts, sumLines(parts, "the sum of the products with the point, and with 1", null));
}

/** The pixels around a point, each by its share. */
export function explainGridSample(
  { lowering, operands, shape }: Subject<GridSampleLowering>,
  place: Place,
): Explanation {
  const [x, grid] = operands;
  if (x === undefined || grid === undefined) return explained([], []);
  const [n = 0, c = 0, ...index] = place;
  const point = shape.slice(2).map((_, axis) => grid.at([n, ...index, axis]));
  const parts = mixedParts(x, [n, c], mixturesAt(lowering, point, x.shape.slice(2)), 1);
  const coordinates = point.map(realNumber).join(", ");
  const remark = `The grid says ${coordinates} here, the last axis of the image first.`;
  return explained(parts, sumLines(parts, "the sum of these shares", null), remark);
}

function mixedParts(
  x: Operand,
  from: Place,
  [mixture, ...inner]: readonly Mixture[],
  share: number,
): readonly Part[] {
  if (mixture === undefined) return [single(0, `at ${from.join(", ")}`, from, x.at(from), share)];
  return mixture.flatMap(([index, more]) => mixedParts(x, [...from, index], inner, share * more));
}
