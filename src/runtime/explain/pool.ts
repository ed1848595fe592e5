import {
  type AdaptivePoolLowering,
  type MeanLowering,
  type PoolLowering,
  type Reduction,
  type ReductionLowering,
  reduce,
} from "../../ops/index.ts";
import { plural } from "../../words/index.ts";
import type { Explanation, Operand, Part, Place, Subject } from "./explanation.ts";
import { elementsIn, explained, type Frame, partOf } from "./parts.ts";

export function explainPool({ lowering, operands }: Subject<PoolLowering>, place: Place): Explanation {
  const { kernel, stride, padding, dilation, mode, countIncludePad } = lowering;
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const [oy = 0, ox = 0] = place.slice(-2);
  const [top, left] = [oy * stride[0] - padding.top, ox * stride[1] - padding.left];
  const frame = frameAt(place, top, left, kernel, dilation);
  if (mode === "max") return largestOf(x, frame);
  const [height = 1, width = 1] = x.shape.slice(-2);
  const padded = {
    rows: Math.min(top + kernel[0], height + padding.bottom) - top,
    columns: Math.min(left + kernel[1], width + padding.right) - left,
  };
  return meanOf(x, frame, countIncludePad ? padded.rows * padded.columns : null);
}

/** Cells that divide the input as evenly as they can. */
export function explainAdaptivePool(
  { lowering, operands, shape }: Subject<AdaptivePoolLowering>,
  place: Place,
): Explanation {
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const spans = [-2, -1].map((axis) => {
    const [size = 1, parts = 1, at = 0] = [x.shape.at(axis), shape.at(axis), place.at(axis)];
    const from = Math.floor((at * size) / parts);
    return { from, size: Math.ceil(((at + 1) * size) / parts) - from };
  });
  const [rows = { from: 0, size: 1 }, columns = { from: 0, size: 1 }] = spans;
  const frame = frameAt(place, rows.from, columns.from, [rows.size, columns.size], [1, 1]);
  return lowering.mode === "max" ? largestOf(x, frame) : meanOf(x, frame, null);
}

/** The mean over some axes. */
export function explainMean({ lowering, operands }: Subject<MeanLowering>, place: Place): Explanation {
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const { part, count } = partAlong(x, lowering.axes, place);
  return meanOfPart(part, count);
}

/** Any other number for all along some axes. */
export function explainReduction(
  { lowering: { fn, axes, parameter }, operands }: Subject<ReductionLowering>,
  place: Place,
): Explanation {
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const { part, values, count } = partAlong(x, axes, place);
  const value = reduce(fn, values, parameter);
  const words = `${reductionWords[fn]} of ${plural(count, "value")}`;
  return explained([{ ...part, result: value }], [{ words, value }]);
}

const reductionWords: Readonly<Record<Reduction, string>> = {
  sum: "the sum",
  max: "the largest",
  min: "the smallest",
  prod: "the product",
  var: "the variance",
  std: "the standard deviation",
  norm: "the norm",
  logsumexp: "the logarithm of the sum of exponentials",
  argmax: "the place of the largest",
  argmin: "the place of the smallest",
};

/** What lies along some axes: drawn as a patch where these are the last two, as one list of numbers otherwise. */
function partAlong(x: Operand, axes: readonly number[], place: Place) {
  const rank = x.shape.length;
  const rest = place.length === rank ? place.filter((_, axis) => !axes.includes(axis)) : [...place];
  const start = x.shape.map((_, axis) => (axes.includes(axis) ? 0 : (rest.shift() ?? 0)));
  const values = along(x, axes, start);
  const isPatch = rank > 1 && axes.every((axis) => axis >= rank - 2);
  const patch = [rank - 2, rank - 1].map((axis) => (axes.includes(axis) ? (x.shape[axis] ?? 1) : 1));
  const [rows = 1, columns = 1] = isPatch ? patch : [1, values.length];
  const name = isPatch ? nameAt(start) : "values";
  const frame: Frame = { input: 0, name, place: start, size: [rows, columns], step: [1, 1] };
  const elements = values.map((value) => ({ value, outside: false }));
  return { part: partOf(frame, elements), values, count: values.length };
}

/** Every element that differs from a place only along these axes. */
function along(x: Operand, axes: readonly number[], start: Place): readonly number[] {
  const count = axes.reduce((product, axis) => product * (x.shape[axis] ?? 1), 1);
  return Array.from({ length: count }, (_, index) => {
    let rest = index;
    const place = [...start];
    for (const axis of [...axes].reverse()) {
      const size = x.shape[axis] ?? 1;
      place[axis] = rest % size;
      rest = Math.floor(rest / size);
    }
    return x.at(place);
  });
}

function frameAt(place: Place, top: number, left: number, size: Frame["size"], step: Frame["step"]): Frame {
  return { input: 0, name: nameAt(place), place: [...place.slice(0, -2), top, left], size, step };
}

function nameAt(place: Place): string {
  return place.length < 3 ? "values" : `channel ${place.at(-3)}`;
}

function largestOf(x: Operand, frame: Frame): Explanation {
  const elements = elementsIn(x, frame);
  let taken = -1;
  elements.forEach(({ value, outside }, index) => {
    // As PyTorch: the first of equals, and a NaN before any number.
    const best = elements[taken]?.value ?? Number.NEGATIVE_INFINITY;
    if (!outside && (taken < 0 || value > best || (Number.isNaN(value) && !Number.isNaN(best))))
      taken = index;
  });
  const value = elements[taken]?.value ?? Number.NEGATIVE_INFINITY;
  const part = { ...partOf(frame, elements), taken, result: value };
  const inside = elements.filter(({ outside }) => !outside).length;
  return explained(
    [part],
    [{ words: `the largest of ${plural(inside, "value")}`, value }],
    inside < elements.length ? "Padding never wins: it counts as −∞." : null,
  );
}

function meanOf(x: Operand, frame: Frame, divisor: number | null): Explanation {
  const elements = elementsIn(x, frame);
  const inside = elements.filter(({ outside }) => !outside).length;
  const remark =
    inside === elements.length
      ? null
      : divisor === null
        ? "Padding does not count in the divisor."
        : "Padding counts in the divisor.";
  return meanOfPart(partOf(frame, elements), divisor ?? inside, remark);
}

function meanOfPart(part: Part, divisor: number, remark: string | null = null): Explanation {
  const lines = [
    { words: "the sum", value: part.result },
    { words: `divided by ${divisor}`, value: part.result / divisor },
  ];
  return explained([part], lines, remark);
}
