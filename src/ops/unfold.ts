import { multiply, symbol, unknownDim } from "../ir/index.ts";
import type { Concrete, OpDefinition } from "./op.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";
import { type ColumnsAttrs, columnsRules, columnsWindow, eachTap, placesOn } from "./shared/columns.ts";
import { defineOp } from "./shared/define-op.ts";
import { element, imageSizes, required } from "./shared/reference.ts";
import { readSpatial, sizeOf } from "./shared/spatial.ts";
import { byCross, titleOf, unless } from "./shared/words.ts";

/** What lies under a window at each of its places, as a column: [N, C, H, W] → [N, C · kh · kw, places] (im2col). */
export const unfold: OpDefinition<"unfold", ColumnsAttrs> = defineOp<"unfold", ColumnsAttrs>({
  kind: "unfold",
  category: "shape",
  displayName: "Unfold",
  summary: "Makes a column of what lies under a window, for each of its places.",
  title: ({ kernelSize, stride }) => titleOf("Unfold", byCross(kernelSize), unless(1, "stride", stride)),
  rules: columnsRules,
  infer(attrs, inputs) {
    const { value: image, problems } = readSpatial(inputs, 2);
    const [kh, kw] = attrs.kernelSize;
    const places = placesOn(attrs, [sizeOf(image.sizes, 0), sizeOf(image.sizes, 1)]);
    const count =
      places.problems.length > 0
        ? unknownDim("the window is larger than the image")
        : multiply(...places.value);
    const value = [...image.batch, multiply(image.channels, multiply(kh, kw)), count];
    return { value, problems: problems.length > 0 ? problems : places.problems };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "whole" }),
  reference: columnsOf,
  lower: (attrs) => ({ family: "unfold", ...columnsWindow(attrs) }),
  examples: [
    {
      name: "four columns of four",
      attrs: { kernelSize: [2, 2], dilation: [1, 1], padding: [0, 0], stride: [1, 1] },
      inputs: [[1, 1, 3, 3]],
      output: [1, 4, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9]],
        output: [1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9],
      },
    },
    {
      name: "patches of a transformer, of any number",
      attrs: { kernelSize: [16, 16], dilation: [1, 1], padding: [0, 0], stride: [16, 16] },
      inputs: [[symbol("N"), 3, 224, 224]],
      output: [symbol("N"), 768, 196],
      parameters: 0,
      macs: 0,
    },
    {
      name: "zeros around, gaps between the taps, and no batch",
      attrs: { kernelSize: [3, 2], dilation: [2, 1], padding: [2, 1], stride: [1, 2] },
      inputs: [[11, 5, 6]],
      output: [66, 20],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a window that is larger than the image",
      attrs: { kernelSize: [4, 4], dilation: [1, 1], padding: [0, 0], stride: [1, 1] },
      inputs: [[1, 2, 3, 5]],
      output: [1, 32, unknownDim("the window is larger than the image")],
      parameters: 0,
      macs: 0,
      problems: ["kernel-exceeds-input"],
    },
  ],
  refusals: [
    {
      name: "no stride",
      attrs: { kernelSize: [2, 2], dilation: [1, 1], padding: [0, 0], stride: [0, 1] },
      problem: "invalid-attribute",
      blames: "stride",
    },
  ],
});

function columnsOf(attrs: Concrete<ColumnsAttrs>, inputs: readonly ReferenceTensor[]): ReferenceTensor {
  const x = required(inputs[0]);
  const [N, C, H, W] = imageSizes(x.shape);
  const shape = unfold.infer(attrs, [x.shape]).value.map(Number);
  const data = new Float32Array(shape.reduce((product, size) => product * size, 1));
  const [outH, outW] = placesOn(attrs, [H, W]).value.map(Number) as [number, number];
  const taps = attrs.kernelSize[0] * attrs.kernelSize[1];
  for (let plane = 0; plane < N * C; plane++) {
    eachTap(columnsWindow(attrs), [H, W], [outH, outW], (tap, place, pixel) => {
      data[(plane * taps + tap) * outH * outW + place] = element(x.data, plane * H * W + pixel);
    });
  }
  return { shape, data };
}
