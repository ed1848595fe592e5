import { type Dim, elementCount, floorDivide, known, modulo, printDim, type Shape } from "../../ir/index.ts";
import type { OpDefinition, OpExample, Window } from "../op.ts";
import { orNull, positive, type Rule } from "./attributes.ts";
import { partsOf } from "./cells.ts";
import { defineOp } from "./define-op.ts";
import { required } from "./reference.ts";
import { type AxisCount, axisWords, each, readSpatial, same, sizeOf } from "./spatial.ts";
import { titleOf } from "./words.ts";

export type AdaptivePoolAttrs = {
  /** The output's size along each axis; null keeps the input's. */
  readonly outputSize: readonly (Dim | null)[];
};

/** What sets one adaptive pool apart from the next. */
export interface AdaptivePoolSource<K extends string> {
  readonly kind: K;
  readonly displayName: string;
  readonly axes: AxisCount;
  readonly mode: "average" | "max";
  readonly examples: readonly OpExample<AdaptivePoolAttrs>[];
}

const modes = {
  average: {
    does: "Takes means over even parts of",
    reduce: (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length,
  },
  max: {
    does: "Takes the largest numbers in even parts of",
    // A NaN comes before any number.
    reduce: (values: readonly number[]): number =>
      values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  },
} as const;

/** One number for each of as many even parts of the axes behind the channels as are asked for; with or without a batch. */
export function defineAdaptivePool<K extends string>(
  source: AdaptivePoolSource<K>,
): OpDefinition<K, AdaptivePoolAttrs> {
  const { kind, displayName, axes, mode, examples } = source;
  const { does, reduce } = modes[mode];
  const infer = ({ outputSize }: AdaptivePoolAttrs, inputs: readonly Shape[]) => {
    const { value: x, problems } = readSpatial(inputs, axes);
    const wanted = x.sizes.map((size, axis) => outputSize[axis] ?? size);
    return { value: [...x.batch, x.channels, ...wanted], problems };
  };
  return defineOp<K, AdaptivePoolAttrs>({
    kind,
    category: "pooling",
    displayName,
    summary: `${does} ${axisWords[axes]}, so that the output has the size asked for.`,
    title: ({ outputSize }) =>
      titleOf(
        displayName,
        `→ ${outputSize.map((size, axis) => (size === null ? (letters[axes][axis] ?? "") : printDim(size))).join("×")}`,
      ),
    rules: { outputSize: outputSizeOf(axes) },
    infer,
    params: () => ({}),
    macs: () => 0,
    // Each part costs as much as it has elements, together as many as the input has elements.
    elementwise: (_attrs, [input = []]) => elementCount(input),
    window({ outputSize }, inputs): Window {
      const { sizes } = readSpatial(inputs, axes).value;
      const parts = each(axes, (axis) => partOf(sizeOf(sizes, axis), outputSize[axis] ?? null));
      const even = parts.filter((part) => part !== undefined);
      if (even.length < axes || outputSize.every((size) => size === 1)) return { kind: "whole" };
      return { kind: "sliding", size: even, stride: even };
    },
    reference(attrs, inputs) {
      const x = required(inputs[0]);
      return partsOf(x, axes, infer(attrs, [x.shape]).value.map(Number), reduce);
    },
    lower(attrs, [shape = []]) {
      const output = infer(attrs, [shape]).value.map(Number);
      const depth = axes === 3 ? { from: shape.at(-3) ?? 1, to: output.at(-3) ?? 1 } : null;
      return { family: "adaptive-pool", axes, mode, depth };
    },
    examples,
    refusals: [
      {
        name: "an output of no size",
        attrs: { outputSize: [0, ...same(axes, 1).slice(1)] },
        problem: "invalid-attribute",
        blames: "outputSize",
      },
    ],
  });
}

const letters: Readonly<Record<AxisCount, string>> = { 1: "L", 2: "HW", 3: "DHW" };

function outputSizeOf(axes: AxisCount): Rule<AdaptivePoolAttrs["outputSize"]> {
  const size = orNull(positive);
  const isList = (value: unknown): value is readonly unknown[] =>
    Array.isArray(value) && value.length === axes;
  return {
    expected: size.expected,
    refused: (value) => (isList(value) ? value.flatMap(size.refused) : [value]),
    read: (value) => (isList(value) ? value.map(size.read) : same(axes, positive.read(value))),
  };
}

/** How much one output covers along an axis; undefined where the parts are not all the same size. */
function partOf(input: Dim, output: Dim | null): Dim | undefined {
  if (output === null) return 1;
  return known(modulo(input, output)) === 0 ? floorDivide(input, output) : undefined;
}
