import {
  type AdaptivePoolLowering,
  type DepthWindow,
  type MeanLowering,
  type PoolLowering,
  type Reduction,
  type ReductionLowering,
  reduce,
} from "../../ops/index.ts";
import { plural } from "../../words/index.ts";
import type { Explanation, Operand, Part, Place, Subject } from "./explanation.ts";
import { elementsIn, explained, type Frame, nothing, partOf } from "./parts.ts";
import { type SliceRead, slicesFrom, slicesUnder } from "./slices.ts";

export function explainPool({ lowering, operands }: Subject<PoolLowering>, place: Place): Explanation {
  const { kernel, stride, padding, dilation, depth, mode, countIncludePad } = lowering;
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const [slice = 0, oy = 0, ox = 0] = [0, 0, 0, ...place].slice(-3);
  const [top, left] = [oy * stride[0] - padding.top, ox * stride[1] - padding.left];
  const frames = framesAt(slicesUnder(lowering, slice), { place, top, left, size: kernel, step: dilation });
  if (mode === "max") return largestOf(x, frames);
  const [height = 1, width = 1] = x.shape.slice(-2);
  const padded = {
    rows: Math.min(top + kernel[0], height + padding.bottom) - top,
    columns: Math.min(left + kernel[1], width + padding.right) - left,
    slices: depth === null ? 1 : paddedSlices(depth, slice),
  };
  return meanOf(x, frames, countIncludePad ? padded.rows * padded.columns * padded.slices : null);
}

/** How many slices of a window lie on the volume and its padding. */
function paddedSlices({ from, kernel, stride, before, after }: DepthWindow, slice: number): number {
  const front = slice * stride - before;
  return Math.min(front + kernel, from + after) - front;
}

/** Cells that divide the input as evenly as they can. */
export function explainAdaptivePool(
  { lowering, operands, shape }: Subject<AdaptivePoolLowering>,
  place: Place,
): Explanation {
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const spans = [-3, -2, -1].map((axis) => {
    const [size = 1, parts = 1, at = 0] = [x.shape.at(axis), shape.at(axis), place.at(axis)];
    const from = Math.floor((at * size) / parts);
    return { from, size: Math.ceil(((at + 1) * size) / parts) - from };
  });
  const [slices = one, rows = one, columns = one] = spans;
  const { depth } = lowering;
  const read = depth === null ? slicesUnder({ depth }, 0) : slicesFrom(slices.from, slices.size, depth.from);
  const size = [rows.size, columns.size] as const;
  const frames = framesAt(read, { place, top: rows.from, left: columns.from, size, step: [1, 1] });
  return lowering.mode === "max" ? largestOf(x, frames) : meanOf(x, frames, null);
}

const one = { from: 0, size: 1 };

/** The mean over some axes. */
export function explainMean({ lowering, operands }: Subject<MeanLowering>, place: Place): Explanation {
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const { part, count } = partAlong(x, lowering.axes, place);
  return meanOfParts([part], count);
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

interface WindowAt extends Pick<Frame, "place" | "size" | "step"> {
  readonly top: number;
  readonly left: number;
}

/** A frame for each slice under the window, and whether the slice lies in the padding. */
function framesAt(
  slices: readonly SliceRead[],
  { place, top, left, size, step }: WindowAt,
): readonly (Frame & { readonly isOutside: boolean })[] {
  return slices.map(({ name, index, isOutside }) => {
    const before = index.length === 0 ? place.slice(0, -2) : [...place.slice(0, -3), ...index];
    const channel = index.length === 0 ? nameAt(place) : nameAt(place.slice(0, -1));
    return { input: 0, name: `${channel}${name}`, place: [...before, top, left], size, step, isOutside };
  });
}

function nameAt(place: Place): string {
  return place.length < 3 ? "values" : `channel ${place.at(-3)}`;
}

type Frames = ReturnType<typeof framesAt>;

function elementsOf(x: Operand, frame: Frames[number]) {
  return frame.isOutside ? nothing(frame.size[0] * frame.size[1]) : elementsIn(x, frame);
}

function largestOf(x: Operand, frames: Frames): Explanation {
  const parts = frames.map((frame) => largestIn(x, frame));
  let winner = 0;
  parts.forEach(({ part: { result } }, index) => {
    const best = parts[winner]?.part.result ?? Number.NEGATIVE_INFINITY;
    if (result > best || (Number.isNaN(result) && !Number.isNaN(best))) winner = index;
  });
  const inside = parts.reduce((sum, part) => sum + part.inside, 0);
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const value = parts[winner]?.part.result ?? Number.NEGATIVE_INFINITY;
  return explained(
    parts.map(({ part }, index) => (index === winner ? part : { ...part, taken: null })),
    [{ words: `the largest of ${plural(inside, "value")}`, value }],
    inside < count ? "Padding never wins: it counts as −∞." : null,
  );
}

function largestIn(x: Operand, frame: Frames[number]) {
  const elements = elementsOf(x, frame);
  let taken = -1;
  elements.forEach(({ value, outside }, index) => {
    // As PyTorch: the first of equals, and a NaN before any number.
    const best = elements[taken]?.value ?? Number.NEGATIVE_INFINITY;
    if (!outside && (taken < 0 || value > best || (Number.isNaN(value) && !Number.isNaN(best))))
      taken = index;
  });
  const result = elements[taken]?.value ?? Number.NEGATIVE_INFINITY;
  const inside = elements.filter(({ outside }) => !outside).length;
  return { part: { ...partOf(frame, elements), taken, result }, inside, count: elements.length };
}

function meanOf(x: Operand, frames: Frames, divisor: number | null): Explanation {
  const read = frames.map((frame) => ({ frame, elements: elementsOf(x, frame) }));
  const all = read.flatMap(({ elements }) => elements);
  const inside = all.filter(({ outside }) => !outside).length;
  const remark =
    inside === all.length
      ? null
      : divisor === null
        ? "Padding does not count in the divisor."
        : "Padding counts in the divisor.";
  const parts = read.map(({ frame, elements }) => partOf(frame, elements));
  return meanOfParts(parts, divisor ?? inside, remark);
}

function meanOfParts(parts: readonly Part[], divisor: number, remark: string | null = null): Explanation {
  const sum = parts.reduce((total, { result }) => total + result, 0);
  const lines = [
    { words: "the sum", value: sum },
    { words: `divided by ${divisor}`, value: sum / divisor },
  ];
  return explained(parts, lines, remark);
}
