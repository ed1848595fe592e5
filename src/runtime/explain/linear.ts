import type { LinearLowering, MatmulLowering } from "../../ops/index.ts";
import { plural } from "../../words/index.ts";
import type { Explanation, Operand, Place, Subject } from "./explanation.ts";
import { explained, single, sumLines } from "./parts.ts";

/** Every feature of the row times its weight. */
export function explainLinear(subject: Subject<LinearLowering>, place: Place): Explanation {
  const { lowering, operands } = subject;
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const features = x.shape.at(-1) ?? 1;
  const o = place.at(-1) ?? 0;
  const weight = subject.parameter(lowering.weight);
  const parts = Array.from({ length: features }, (_, feature) => {
    const from = [...place.slice(0, -1), feature];
    return single(0, `feature ${feature}`, from, x.at(from), weight[o * features + feature]);
  });
  const bias = lowering.bias === null ? null : (subject.parameter(lowering.bias)[o] ?? 0);
  return explained(parts, sumLines(parts, `the sum of ${plural(features, "product")}`, bias));
}

/** Every element of the left one's row times the one across from it in the right one's column. */
export function explainMatmul({ operands, shape }: Subject<MatmulLowering>, place: Place): Explanation {
  const [left, right] = operands;
  if (left === undefined || right === undefined) return explained([], []);
  const [hasRow, hasColumn] = [left.shape.length > 1, right.shape.length > 1];
  const batch = place.slice(0, shape.length - Number(hasRow) - Number(hasColumn));
  const row = hasRow ? place.slice(batch.length, batch.length + 1) : [];
  const column = hasColumn ? place.slice(-1) : [];
  const count = left.shape.at(-1) ?? 1;
  const parts = Array.from({ length: count }, (_, k) => {
    const from = [...inBatch(left, batch), ...row, k];
    const weight = right.at([...inBatch(right, batch), k, ...column]);
    return single(0, `column ${k}`, from, left.at(from), weight);
  });
  return explained(parts, sumLines(parts, `the sum of ${plural(count, "product")}`, null));
}

/** The place of an operand's matrix: a size of 1 repeats. */
function inBatch({ shape }: Operand, batch: Place): Place {
  const sizes = shape.slice(0, -2);
  return batch.slice(batch.length - sizes.length).map((index, axis) => (sizes[axis] === 1 ? 0 : index));
}
