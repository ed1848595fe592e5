import {
  ceilDivide,
  type Dim,
  floorDivide,
  known,
  modulo,
  multiply,
  subtract,
  sum,
  symbol,
  unknownDim,
} from "../ir/index.ts";
import { notNegative, positive, whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { at, required } from "./shared/reference.ts";
import { sliced } from "./shared/slices.ts";
import { stretchView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type ChunkAttrs = {
  readonly chunks: Dim;
  /** Which of them this is, counted from 0. */
  readonly index: Dim;
  /** Counts from the end where negative. */
  readonly dim: Dim;
};

/**
 * One of the parts of PyTorch's `chunk`: all have ⌈size / chunks⌉ places but the last, which has the rest. Where a known
 * size gives fewer parts than asked for, those that are missing have none.
 */
export const chunk = defineOp<"chunk", ChunkAttrs>({
  kind: "chunk",
  category: "shape",
  view: stretchView(({ chunks, index, dim }, source) => {
    const [axis, place, parts] = [axisOf(dim, source.length), known(index), known(chunks)];
    if (axis === undefined || place === undefined || parts === undefined) return undefined;
    const size = source[axis] ?? 1;
    const before = Array.from({ length: place }, (_, part) => lengthOf(size, chunks, part));
    return { axis, start: sum(before), step: 1 };
  }),
  displayName: "chunk",
  summary: "Takes one of equal parts of an axis.",
  title: ({ chunks, index, dim }) => {
    const place = known(index);
    const which = place === undefined ? "one" : String(place + 1);
    return titleOf("chunk", `${which} of ${printed(chunks)}`, `dim ${printed(dim)}`);
  },
  rules: { chunks: positive, index: notNegative, dim: whole },
  infer({ chunks, index, dim }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    if (shape.length === 0) return { value: shape, problems: [wrongRank(0, "at least one axis", shape)] };
    const axis = axisOf(dim, shape.length);
    if (axis === undefined) return { value: shape, problems: wrongAxis("dim", dim, shape.length) };
    return { value: shape.with(axis, lengthOf(shape[axis] ?? 1, chunks, index)), problems };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference({ chunks, index, dim }, inputs) {
    const x = required(inputs[0]);
    const axis = certainAxis(dim, x.shape.length);
    const size = at(x.shape, axis);
    return sliced(x, axis, index * Math.ceil(size / chunks), Number(lengthOf(size, chunks, index)));
  },
  lower({ chunks, index, dim }, [shape = []]) {
    const axis = certainAxis(dim, shape.length);
    return { family: "slice", axis, start: index * Math.ceil(at(shape, axis) / chunks) };
  },
  examples: [
    {
      name: "half of the channels",
      attrs: { chunks: 2, index: 1, dim: 1 },
      inputs: [[symbol("N"), 116, 28, 28]],
      output: [symbol("N"), 58, 28, 28],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the second half stands in the middle of a block",
      attrs: { chunks: 2, index: 1, dim: 1 },
      inputs: [[2, 20, 3, 5]],
      output: [2, 10, 3, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "half of twice a size by name",
      attrs: { chunks: 2, index: 0, dim: 1 },
      inputs: [[1, multiply(2, symbol("C")), 8, 8]],
      output: [1, symbol("C"), 8, 8],
      parameters: 0,
      macs: 0,
    },
    {
      name: "halves of a size by name",
      attrs: { chunks: 2, index: 1, dim: 1 },
      inputs: [[1, symbol("C"), 8, 8]],
      output: [1, floorDivide(symbol("C"), 2), 8, 8],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the last part has the rest",
      attrs: { chunks: 2, index: 1, dim: -1 },
      inputs: [[2, 3]],
      output: [2, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [3, 6] },
    },
    {
      name: "a single number has no parts",
      attrs: { chunks: 2, index: 0, dim: 0 },
      inputs: [[]],
      output: [],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
    {
      name: "an axis that the input does not have",
      attrs: { chunks: 2, index: 0, dim: 2 },
      inputs: [[4, 10]],
      output: [4, 10],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
  refusals: [
    {
      name: "no parts",
      attrs: { chunks: 0, index: 0, dim: 1 },
      problem: "invalid-attribute",
      blames: "chunks",
    },
  ],
});

/** A size by name is taken to be enough for all parts. */
function lengthOf(size: Dim, chunks: Dim, index: Dim): Dim {
  const [all, parts, place] = [known(size), known(chunks), known(index)];
  if (all !== undefined && parts !== undefined && place !== undefined) {
    const length = Math.ceil(all / parts);
    return Math.max(Math.min(length, all - place * length), 0);
  }
  if (known(modulo(size, chunks)) === 0) return floorDivide(size, chunks);
  // The two halves are written by one formula, so that their sum is the whole.
  if (parts === 2) return place === 0 ? subtract(size, floorDivide(size, 2)) : floorDivide(size, 2);
  const length = ceilDivide(size, chunks);
  if (place === undefined || parts === undefined) return unknownDim("it is unknown which part this is");
  return place + 1 < parts ? length : subtract(size, multiply(length, parts - 1));
}
