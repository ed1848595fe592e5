import {
  type ConcatLowering,
  mixturesOf,
  type PermuteLowering,
  type PickLowering,
  type ReshapeLowering,
  type ResizeLowering,
  type SliceLowering,
} from "../../ops/index.ts";
import type { Explanation, Place, Subject } from "./explanation.ts";
import { placeAt } from "./normalization.ts";
import { explained, single, sumLines } from "./parts.ts";

/** Which of the parts an element comes from, and from where in it. */
export function explainConcat(
  { lowering: { axis }, operands }: Subject<ConcatLowering>,
  place: Place,
): Explanation {
  let index = place[axis] ?? 0;
  const input = operands.findIndex(({ shape }) => {
    const isIn = index < (shape[axis] ?? 0);
    if (!isIn) index -= shape[axis] ?? 0;
    return isIn;
  });
  const start = (place[axis] ?? 0) - index;
  const size = operands[input]?.shape[axis] ?? 1;
  const remark = `Part ${input + 1} of ${operands.length} has ${start} to ${start + size - 1} along axis ${axis}; this is its number ${index}.`;
  return copied({ operands }, input, place.with(axis, index), remark);
}

export function explainSlice(
  { lowering: { axis, start }, operands }: Subject<SliceLowering>,
  place: Place,
): Explanation {
  return copied({ operands }, 0, place.with(axis, start + (place[axis] ?? 0)));
}

export function explainReshape(
  { operands, shape }: Subject<ReshapeLowering | { readonly family: "identity" }>,
  place: Place,
): Explanation {
  return copied({ operands }, 0, placeAt(operands[0]?.shape ?? [], offsetOf(shape, place)));
}

export function explainPermute(
  { lowering: { sizes, order }, operands, shape }: Subject<PermuteLowering>,
  place: Place,
): Explanation {
  const permuted = order.map((axis) => sizes[axis] ?? 1);
  const moved = placeAt(permuted, offsetOf(shape, place));
  const from = sizes.map((_, axis) => moved[order.indexOf(axis)] ?? 0);
  return copied({ operands }, 0, placeAt(operands[0]?.shape ?? [], offsetOf(sizes, from)));
}

/** The element that was picked, or none in a padding. */
export function explainPick(
  { lowering: { sizes, places, fill }, operands, shape }: Subject<PickLowering>,
  place: Place,
): Explanation {
  const picks = places.map((axis, i) => axis?.length ?? sizes[i] ?? 1);
  const from = placeAt(picks, offsetOf(shape, place)).map((i, axis) => places[axis]?.[i] ?? i);
  if (from.includes(-1)) return explained([], [{ words: "the value of the padding", value: fill }]);
  return copied({ operands }, 0, placeAt(operands[0]?.shape ?? [], offsetOf(sizes, from)));
}

/** Up to two rows and two columns, by shares. */
export function explainResize(
  { lowering, operands, shape }: Subject<ResizeLowering>,
  place: Place,
): Explanation {
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const isVolume = lowering.depth !== null;
  const { slices, rows, columns } = mixturesOf(lowering, x.shape, shape);
  const [oz = 0, oy = 0, ox = 0] = [0, 0, 0, ...place].slice(-3);
  const parts = (slices[isVolume ? oz : 0] ?? []).flatMap(([slice, sliceShare]) =>
    (rows[oy] ?? []).flatMap(([row, rowShare]) =>
      (columns[ox] ?? []).map(([column, share]) => {
        const from = [...place.slice(0, isVolume ? -3 : -2), ...(isVolume ? [slice] : []), row, column];
        const name = `${isVolume ? `slice ${slice}, ` : ""}row ${row}, column ${column}`;
        return single(0, name, from, x.at(from), sliceShare * rowShare * share);
      }),
    ),
  );
  if (parts.length === 1) return copied({ operands }, 0, parts[0]?.place ?? place);
  return explained(parts, sumLines(parts, "the sum of these shares", null));
}

export function copied(
  { operands }: Pick<Subject, "operands">,
  input: number,
  from: Place,
  remark: string | null = null,
): Explanation {
  const value = operands[input]?.at(from) ?? Number.NaN;
  const part = single(input, `at ${from.join(", ")}`, from, value);
  return explained([part], [{ words: "the same number", value }], remark);
}

function offsetOf(shape: readonly number[], place: Place): number {
  return shape.reduce((offset, size, axis) => offset * size + (place[axis] ?? 0), 0);
}
