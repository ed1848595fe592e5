import type {
  CumulativeSumLowering,
  GatherLowering,
  PoolPlacesLowering,
  UnpoolLowering,
} from "../../ops/index.ts";
import type { Explanation, Place, Subject } from "./explanation.ts";
import { copied } from "./moved.ts";
import { placeAt } from "./normalization.ts";
import { explained, single, sumLines } from "./parts.ts";
import { explainPool } from "./pool.ts";

/** The place of the element that the max pool takes. */
export function explainPoolPlaces(subject: Subject<PoolPlacesLowering>, place: Place): Explanation {
  const lowering = { ...subject.lowering, family: "pool", mode: "max", countIncludePad: false } as const;
  const found = explainPool({ ...subject, lowering }, place);
  const part = found.parts.find(({ taken }) => taken !== null);
  const [height = 1, width = 1] = (subject.operands[0]?.shape ?? []).slice(-2);
  if (part === undefined || part.taken === null) return found;
  const [slice = 0, top = 0, left = 0] = part.place.slice(-3);
  const row = top + Math.floor(part.taken / part.columns) * part.step[0];
  const column = left + (part.taken % part.columns) * part.step[1];
  const value = ((lowering.depth === null ? 0 : slice) * height + row) * width + column;
  return { ...found, lines: [...found.lines, { words: "its place, row by row", value }], value };
}

/** The last number that was put here, if any. */
export function explainUnpool(
  { lowering: { from, to }, operands, shape }: Subject<UnpoolLowering>,
  place: Place,
): Explanation {
  const [x, indices] = operands;
  const offset = shape.reduce((sum, size, axis) => sum * size + (place[axis] ?? 0), 0);
  const start = Math.floor(offset / to) * from;
  for (let i = start + from - 1; i >= start; i--) {
    const source = placeAt(x?.shape ?? [], i);
    if (Math.trunc(indices?.at(source) ?? -1) === offset % to) return copied({ operands }, 0, source);
  }
  return explained([], [{ words: "no number was kept here", value: 0 }]);
}

export function explainCumulativeSum(
  { lowering: { axis }, operands }: Subject<CumulativeSumLowering>,
  place: Place,
): Explanation {
  const parts = Array.from({ length: (place[axis] ?? 0) + 1 }, (_, i) => {
    const from = place.length === 0 ? place : place.with(axis, i);
    return single(0, `at ${from.join(", ")}`, from, operands[0]?.at(from) ?? Number.NaN);
  });
  return explained(parts, sumLines(parts, "the sum of all up to here", null));
}

export function explainGather(
  { lowering: { axis }, operands }: Subject<GatherLowering>,
  place: Place,
): Explanation {
  const named = Math.trunc(operands[1]?.at(place) ?? Number.NaN);
  const size = operands[0]?.shape[axis] ?? 1;
  const remark = `The second tensor names place ${named} of axis ${axis}.`;
  if (!(named >= 0 && named < size))
    return explained([], [{ words: "there is no such place", value: Number.NaN }], remark);
  const from = (operands[0]?.shape ?? []).map((_, i) => (i === axis ? named : (place[i] ?? 0)));
  return copied({ operands }, 0, from, remark);
}
