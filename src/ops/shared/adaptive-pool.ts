import { type Dim, elementCount, floorDivide, known, modulo, printDim } from "../../ir/index.ts";
import type { OpDefinition, OpExample, Window } from "../op.ts";
import { orNull, positive, type Rule } from "./attributes.ts";
import { defineOp } from "./define-op.ts";
import { readImage } from "./inputs.ts";
import { at, element, generate, imageSizes, required } from "./reference.ts";
import { titleOf } from "./words.ts";

export type AdaptivePoolAttrs = {
  /** Height and width of the output; null keeps the input's. */
  readonly outputSize: readonly [height: Dim | null, width: Dim | null];
};

const size = orNull(positive);

const outputSize: Rule<AdaptivePoolAttrs["outputSize"]> = {
  expected: size.expected,
  refused: (value) => (Array.isArray(value) && value.length === 2 ? value.flatMap(size.refused) : [value]),
  read: (value) =>
    Array.isArray(value) && value.length === 2
      ? [size.read(value[0]), size.read(value[1])]
      : [positive.read(value), positive.read(value)],
};

/** What sets one adaptive pool apart from the next. */
export interface AdaptivePoolSource<K extends string> {
  readonly kind: K;
  readonly displayName: string;
  readonly summary: string;
  readonly mode: "average" | "max";
  /** What becomes of a part. */
  reduce(values: readonly number[]): number;
  readonly examples: readonly OpExample<AdaptivePoolAttrs>[];
}

/** One number for each of as many even parts of height and width as are asked for; takes [N, C, H, W] or [C, H, W]. */
export function defineAdaptivePool<K extends string>(
  source: AdaptivePoolSource<K>,
): OpDefinition<K, AdaptivePoolAttrs> {
  const { kind, displayName, summary, mode, examples } = source;
  return defineOp<K, AdaptivePoolAttrs>({
    kind,
    category: "pooling",
    displayName,
    summary,
    title: ({ outputSize: [height, width] }) =>
      titleOf(
        displayName,
        `→ ${height === null ? "H" : printDim(height)}×${width === null ? "W" : printDim(width)}`,
      ),
    rules: { outputSize },
    infer({ outputSize }, inputs) {
      const { value: image, problems } = readImage(inputs);
      const [height, width] = [outputSize[0] ?? image.height, outputSize[1] ?? image.width];
      return { value: [...image.batch, image.channels, height, width], problems };
    },
    params: () => ({}),
    macs: () => 0,
    // Each part costs as much as it has elements, together as many as the input has elements.
    elementwise: (_attrs, [input = []]) => elementCount(input),
    window({ outputSize }, inputs): Window {
      const { height, width } = readImage(inputs).value;
      const parts = [partOf(height, outputSize[0]), partOf(width, outputSize[1])] as const;
      const [h, w] = parts;
      if (h === undefined || w === undefined || isGlobal(outputSize)) return { kind: "whole" };
      return { kind: "sliding", size: [h, w], stride: [h, w] };
    },
    reference({ outputSize }, inputs) {
      const x = required(inputs[0]);
      const [, , H, W] = imageSizes(x.shape);
      const [outH, outW] = [outputSize[0] ?? H, outputSize[1] ?? W];
      const shape = [...x.shape.slice(0, -2), outH, outW];
      return generate(shape, (index, offset) => {
        const [i, j] = [at(index, shape.length - 2), at(index, shape.length - 1)];
        const plane = Math.floor(offset / (outH * outW));
        const values: number[] = [];
        for (let y = Math.floor((i * H) / outH); y < Math.ceil(((i + 1) * H) / outH); y++) {
          for (let x0 = Math.floor((j * W) / outW); x0 < Math.ceil(((j + 1) * W) / outW); x0++) {
            values.push(element(x.data, (plane * H + y) * W + x0));
          }
        }
        return source.reduce(values);
      });
    },
    lower: () => ({ family: "adaptive-pool", mode }),
    examples,
    refusals: [
      {
        name: "an output of no size",
        attrs: { outputSize: [0, 1] },
        problem: "invalid-attribute",
        blames: "outputSize",
      },
    ],
  });
}

/** How many rows or columns one output covers; undefined where the parts are not all the same size. */
function partOf(input: Dim, output: Dim | null): Dim | undefined {
  if (output === null) return 1;
  return known(modulo(input, output)) === 0 ? floorDivide(input, output) : undefined;
}

function isGlobal([height, width]: AdaptivePoolAttrs["outputSize"]): boolean {
  return height === 1 && width === 1;
}
