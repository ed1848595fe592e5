import type { LocalResponseNormLowering, NormalizationLowering, SoftmaxLowering } from "../../ops/index.ts";
import { plural, realNumber } from "../../words/index.ts";
import type { Explanation, Operand, Place, Subject } from "./explanation.ts";
import { explained, single } from "./parts.ts";
import { scaled } from "./pointwise.ts";

/** e to the number, divided by the sum of all of them along the axis. */
export function explainSoftmax(
  { lowering: { axis, logarithm }, operands }: Subject<SoftmaxLowering>,
  place: Place,
): Explanation {
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const all = Array.from({ length: x.shape[axis] ?? 1 }, (_, index) => x.at(place.with(axis, index)));
  const largest = all.reduce((best, value) => Math.max(best, value), Number.NEGATIVE_INFINITY);
  const sum = all.reduce((total, value) => total + Math.exp(value - largest), 0);
  const own = Math.exp(x.at(place) - largest);
  const parts = all.map((value, index) => {
    const part = single(0, `entry ${index}`, place.with(axis, index), value);
    return { ...part, result: Math.exp(value - largest) };
  });
  const lines = [
    { words: `e^(${realNumber(x.at(place))} − ${realNumber(largest)}), less the largest entry`, value: own },
    {
      words: `divided by ${realNumber(sum)}, the sum over ${plural(all.length, "entry", "entries")}`,
      value: own / sum,
    },
    ...(logarithm ? [{ words: "its logarithm", value: x.at(place) - largest - Math.log(sum) }] : []),
  ];
  return explained(parts, lines);
}

/** x / (k + alpha / size · Σ x²)^beta over neighbouring channels. */
export function explainLocalResponseNorm(
  { lowering: { size, alpha, beta, k }, operands }: Subject<LocalResponseNormLowering>,
  place: Place,
): Explanation {
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const channel = place[1] ?? 0;
  const first = Math.max(channel - Math.floor(size / 2), 0);
  const end = Math.min(channel - Math.floor(size / 2) + size, x.shape[1] ?? 1);
  const parts = Array.from({ length: end - first }, (_, index) => {
    const from = place.with(1, first + index);
    const part = single(0, `channel ${first + index}`, from, x.at(from));
    return { ...part, result: x.at(from) ** 2 };
  });
  const squares = parts.reduce((sum, { result }) => sum + result, 0);
  const base = k + (alpha / size) * squares;
  const lines = [
    { words: `the squares of ${plural(parts.length, "channel")}`, value: squares },
    { words: `times ${realNumber(alpha)} / ${size}, plus ${realNumber(k)}`, value: base },
    { words: `to the power of ${realNumber(beta)}`, value: base ** beta },
    { words: `${realNumber(x.at(place))} divided by it`, value: x.at(place) / base ** beta },
  ];
  return explained(parts, lines);
}

/** Group, instance and layer norm: statistics of this sample. */
export function explainNormalization(subject: Subject<NormalizationLowering>, place: Place): Explanation {
  const { lowering, operands } = subject;
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const { begin, size, channel } = stretchOf(lowering, x, place);
  const { mean, variance } = momentsOf(x, begin, size);
  const own = x.at(place);
  const normal = (own - mean) / Math.sqrt(variance + lowering.epsilon);
  const of = (name: string | null): number | null =>
    name === null ? null : (subject.parameter(name)[channel] ?? 0);
  const lines = [
    { words: `minus ${realNumber(mean)}, the mean of ${plural(size, "value")}`, value: own - mean },
    { words: `divided by √(${realNumber(variance)} + ${realNumber(lowering.epsilon)})`, value: normal },
    ...scaled(normal, of(lowering.weight), of(lowering.bias)),
  ];
  return explained([single(0, "x", place, own)], lines, "Mean and variance are of this very sample.");
}

/** The stretch of row-major elements whose statistics count, and which γ and β do. */
function stretchOf({ over }: NormalizationLowering, { shape }: Operand, place: Place) {
  const offset = shape.reduce((sum, size, axis) => sum * size + (place[axis] ?? 0), 0);
  const inner = (from: number): number => shape.slice(from).reduce((product, one) => product * one, 1);
  if (over.kind !== "groups") {
    const size = inner(shape.length - over.count);
    return { size, begin: Math.floor(offset / size) * size, channel: offset % size };
  }
  const size = inner(over.channelAxis) / over.groups;
  return { size, begin: Math.floor(offset / size) * size, channel: place[over.channelAxis] ?? 0 };
}

function momentsOf(x: Operand, begin: number, size: number) {
  const numbers = Array.from({ length: size }, (_, index) => x.at(placeAt(x.shape, begin + index)));
  const mean = numbers.reduce((sum, one) => sum + one, 0) / size;
  return { mean, variance: numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / size };
}

/** The indices of a row-major offset. */
export function placeAt(shape: readonly number[], offset: number): Place {
  let rest = offset;
  return shape
    .toReversed()
    .map((size) => {
      const index = rest % size;
      rest = Math.floor(rest / size);
      return index;
    })
    .reverse();
}
