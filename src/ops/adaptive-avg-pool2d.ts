import { type Dim, elementCount, floorDivide, known, modulo, printDim, unknownDim } from "../ir/index.ts";
import type { Window } from "./op.ts";
import { orNull, positive, type Rule } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readImage } from "./shared/inputs.ts";
import { meansOfCells } from "./shared/mean-cells.ts";
import { imageSizes, required } from "./shared/reference.ts";
import { titleOf } from "./shared/words.ts";

export type AdaptiveAvgPool2dAttrs = {
  /** Height and width of the output; null keeps the input's. */
  readonly outputSize: readonly [height: Dim | null, width: Dim | null];
};

const size = orNull(positive);

const outputSize: Rule<AdaptiveAvgPool2dAttrs["outputSize"]> = {
  expected: size.expected,
  refused: (value) => (Array.isArray(value) && value.length === 2 ? value.flatMap(size.refused) : [value]),
  read: (value) =>
    Array.isArray(value) && value.length === 2
      ? [size.read(value[0]), size.read(value[1])]
      : [positive.read(value), positive.read(value)],
};

/** Means over as many even parts of height and width as are asked for; takes [N, C, H, W] or [C, H, W]. */
export const adaptiveAvgPool2d = defineOp<"adaptive-avg-pool2d", AdaptiveAvgPool2dAttrs>({
  kind: "adaptive-avg-pool2d",
  category: "pooling",
  displayName: "AdaptiveAvgPool2d",
  summary: "Takes means over even parts of height and width, so that the output has the size asked for.",
  title: ({ outputSize: [height, width] }) =>
    titleOf(
      "AdaptiveAvgPool2d",
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
  // Each part costs its additions and a division: together as many as the input has elements.
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
    return meansOfCells(x, shape);
  },
  lower: () => ({ family: "adaptive-pool", mode: "average" }),
  examples: [
    {
      name: "the mean of each channel",
      attrs: { outputSize: [1, 1] },
      inputs: [[1, 512, 7, 7]],
      output: [1, 512, 1, 1],
      parameters: 0,
      macs: 0,
    },
    {
      name: "parts that divide the input",
      attrs: { outputSize: [1, 2] },
      inputs: [[1, 1, 2, 4]],
      output: [1, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6, 7, 8]], output: [3.5, 5.5] },
    },
    {
      name: "parts overlap where they do not divide the input",
      attrs: { outputSize: [null, 2] },
      inputs: [[1, 1, 1, 3]],
      output: [1, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 6]], output: [1.5, 4] },
    },
    {
      name: "rows overlap likewise, each image and channel apart",
      attrs: { outputSize: [2, null] },
      inputs: [[2, 1, 3, 1]],
      output: [2, 1, 2, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 6, 10, 20, 60]], output: [1.5, 4, 15, 40] },
    },
    {
      name: "a flat tensor is not an image",
      attrs: { outputSize: [6, 6] },
      inputs: [[1, 9216]],
      output: [unknownDim("the input is not an image"), unknownDim("the input is not an image"), 6, 6],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "an output of no size",
      attrs: { outputSize: [0, 1] },
      problem: "invalid-attribute",
      blames: "outputSize",
    },
  ],
});

/** How many rows or columns one output covers; undefined where the parts are not all the same size. */
function partOf(input: Dim, output: Dim | null): Dim | undefined {
  if (output === null) return 1;
  return known(modulo(input, output)) === 0 ? floorDivide(input, output) : undefined;
}

function isGlobal([height, width]: AdaptiveAvgPool2dAttrs["outputSize"]): boolean {
  return height === 1 && width === 1;
}
