import {
  type Dim,
  differs,
  elementCount,
  floorDivide,
  modulo,
  multiply,
  type Shape,
  symbol,
  unknownDim,
} from "../ir/index.ts";
import type { Concrete, OpDefinition, OpProblem } from "./op.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";
import { type DimPair, invalidAttribute, pair, positive } from "./shared/attributes.ts";
import { type ColumnsAttrs, columnsRules, columnsWindow, eachTap, placesOn } from "./shared/columns.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { element, required } from "./shared/reference.ts";
import { byCross, printed, titleOf, unless } from "./shared/words.ts";

export type FoldAttrs = ColumnsAttrs & {
  /** Height and width of the image. */
  readonly outputSize: DimPair;
};

/** Adds columns where a window takes them from: [N, C · kh · kw, places] → [N, C, H, W], the adjoint of `unfold` (col2im). */
export const fold: OpDefinition<"fold", FoldAttrs> = defineOp<"fold", FoldAttrs>({
  kind: "fold",
  category: "shape",
  displayName: "Fold",
  summary: "Adds the columns that a window takes of an image up to an image again.",
  title: ({ outputSize, kernelSize, stride }) =>
    titleOf("Fold", `→ ${byCross(outputSize)}`, byCross(kernelSize), unless(1, "stride", stride)),
  rules: { ...columnsRules, outputSize: pair(positive) },
  infer(attrs, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    const [rows, count, batch] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1, shape.slice(0, -2)];
    const taps = multiply(...attrs.kernelSize);
    const value = [...batch.slice(0, 1), floorDivide(rows, taps), ...attrs.outputSize];
    if (problems.length > 0) return { value, problems };
    if (shape.length < 2 || shape.length > 3)
      return {
        value: [unknownDim("the input is no list of columns"), ...attrs.outputSize],
        problems: [wrongRank(0, "[N, C · kh · kw, places] or [C · kh · kw, places]", shape)],
      };
    return { value, problems: misfits(attrs, taps, rows, count) };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: (_attrs, [input = []]) => elementCount(input),
  window: () => ({ kind: "whole" }),
  reference: imageOfColumns,
  lower: ({ outputSize, ...attrs }) => ({ family: "fold", ...columnsWindow(attrs), size: outputSize }),
  examples: [
    {
      name: "what overlaps is added",
      attrs: plain([3, 3], [2, 2]),
      inputs: [[1, 4, 4]],
      output: [1, 1, 3, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9]],
        output: [1, 4, 3, 8, 20, 12, 7, 16, 9],
      },
    },
    {
      name: "patches become images again, of any number",
      attrs: { ...plain([224, 224], [16, 16]), stride: [16, 16] },
      inputs: [[symbol("N"), 768, 196]],
      output: [symbol("N"), 3, 224, 224],
      parameters: 0,
      macs: 0,
    },
    {
      name: "with padding, gaps and no batch",
      attrs: { outputSize: [5, 6], kernelSize: [3, 2], dilation: [2, 1], padding: [2, 1], stride: [1, 2] },
      inputs: [[66, 20]],
      output: [11, 5, 6],
      parameters: 0,
      macs: 0,
    },
    {
      name: "columns that are too many",
      attrs: plain([3, 3], [2, 2]),
      inputs: [[1, 4, 5]],
      output: [1, 1, 3, 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "rows that are no whole windows",
      attrs: plain([3, 3], [2, 2]),
      inputs: [[1, 5, 4]],
      output: [1, 1, 3, 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "an image",
      attrs: plain([3, 3], [2, 2]),
      inputs: [[1, 1, 4, 4]],
      output: [unknownDim("the input is no list of columns"), 3, 3],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    { name: "no image", attrs: plain([0, 3], [2, 2]), problem: "invalid-attribute", blames: "outputSize" },
  ],
});

function plain(outputSize: DimPair, kernelSize: DimPair): FoldAttrs {
  return { outputSize, kernelSize, dilation: [1, 1], padding: [0, 0], stride: [1, 1] };
}

/** Rows come in whole windows, and columns one for each of its places. */
function misfits(attrs: FoldAttrs, taps: Dim, rows: Dim, count: Dim): readonly OpProblem[] {
  if (differs(modulo(rows, taps), 0))
    return [
      invalidAttribute(
        "kernelSize",
        byCross(attrs.kernelSize),
        `a window of which the ${printed(rows)} rows are whole ones`,
      ),
    ];
  const places = placesOn(attrs, attrs.outputSize);
  if (places.problems.length > 0) return places.problems;
  const needed = multiply(...places.value);
  if (!differs(needed, count)) return [];
  const expected = `an image on which the window has ${printed(count)} places, not ${printed(needed)}`;
  return [invalidAttribute("outputSize", byCross(attrs.outputSize), expected)];
}

function imageOfColumns(attrs: Concrete<FoldAttrs>, inputs: readonly ReferenceTensor[]): ReferenceTensor {
  const x = required(inputs[0]);
  const shape: Shape = fold.infer(attrs, [x.shape]).value;
  const [H, W] = attrs.outputSize;
  const [outH, outW] = placesOn(attrs, [H, W]).value.map(Number) as [number, number];
  const taps = attrs.kernelSize[0] * attrs.kernelSize[1];
  const data = new Float32Array(shape.map(Number).reduce((product, size) => product * size, 1));
  for (let plane = 0; plane < data.length / (H * W); plane++) {
    eachTap(columnsWindow(attrs), [H, W], [outH, outW], (tap, place, pixel) => {
      const at = plane * H * W + pixel;
      data[at] = element(data, at) + element(x.data, (plane * taps + tap) * outH * outW + place);
    });
  }
  return { shape: shape.map(Number), data };
}
