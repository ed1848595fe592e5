import { type Checked, faulty, ok } from "../base/index.ts";
import {
  type Dim,
  differs,
  elementCount,
  multiply,
  printDim,
  type Shape,
  type UnknownDim,
  unknownDim,
} from "../ir/index.ts";
import type { GridSampleLowering, Mixture } from "./lowering.ts";
import type { Concrete, OpDefinition, OpProblem } from "./op.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";
import { type Flag, flag, invalidAttribute, oneOf } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { mixturesAt } from "./shared/grid.ts";
import { countInputs, wrongRank } from "./shared/inputs.ts";
import { generate, read, required } from "./shared/reference.ts";
import { titleOf } from "./shared/words.ts";

export type GridSampleAttrs = {
  readonly mode: "bilinear" | "nearest" | "bicubic" | UnknownDim;
  readonly paddingMode: "zeros" | "border" | "reflection" | UnknownDim;
  readonly alignCorners: Flag;
};

/** Reads images or volumes at the points of a grid: [N, C, H, W] and [N, H′, W′, 2] → [N, C, H′, W′]. */
export const gridSample: OpDefinition<"grid-sample", GridSampleAttrs> = defineOp<
  "grid-sample",
  GridSampleAttrs
>({
  kind: "grid-sample",
  category: "shape",
  displayName: "gridSample",
  summary: "Reads an image at the points of a grid, which run from -1 to 1 along each axis.",
  title: ({ mode, paddingMode }) =>
    titleOf(
      "gridSample",
      typeof mode === "string" ? mode : "",
      typeof paddingMode === "string" && paddingMode !== "zeros" ? paddingMode : "",
    ),
  rules: {
    mode: oneOf("bilinear", "nearest", "bicubic"),
    paddingMode: oneOf("zeros", "border", "reflection"),
    alignCorners: flag,
  },
  infer({ mode }, inputs) {
    const wrong = countInputs(inputs, 2);
    const [x = [], grid = []] = inputs;
    if (wrong.length > 0) return { value: x, problems: wrong };
    const axes = x.length - 2;
    if (axes !== 2 && axes !== 3)
      return faulty<Shape, OpProblem>(
        x.map(() => unknownDim("the input is neither images nor volumes")),
        wrongRank(0, "[N, C, H, W] or [N, C, D, H, W]", x),
      );
    if (mode === "bicubic" && axes === 3)
      return faulty(x, invalidAttribute("mode", '"bicubic"', '"bilinear" or "nearest" for volumes'));
    return sampled(x, grid);
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: ({ mode }, [x = []], output) =>
    multiply(elementCount(output), 2 * tapsAlong(mode) ** Math.max(x.length - 2, 0)),
  window: () => ({ kind: "whole" }),
  reference(attrs, inputs) {
    const [x, grid] = [required(inputs[0]), required(inputs[1])];
    const lowering = lowered(attrs);
    const shape = [...x.shape.slice(0, 2), ...grid.shape.slice(1, -1)];
    return generate(shape, ([n = 0, c = 0, ...place]) => {
      const point = x.shape.slice(2).map((_, axis) => read(grid, [n, ...place, axis]));
      return mixedAt(x, [n, c], mixturesAt(lowering, point, x.shape.slice(2)));
    });
  },
  lower: lowered,
  examples: [
    {
      name: "corners and the middle",
      attrs: plain({ alignCorners: true }),
      inputs: [
        [1, 1, 2, 2],
        [1, 1, 3, 2],
      ],
      output: [1, 1, 1, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 2, 3, 4],
          [-1, -1, 0, 0, 1, -1],
        ],
        output: [1, 2.5, 2],
      },
    },
    {
      name: "half a pixel outside, zeros stand for the other half",
      attrs: plain(),
      inputs: [
        [1, 1, 2, 2],
        [1, 1, 3, 2],
      ],
      output: [1, 1, 1, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 2, 3, 4],
          [-1, -0.5, 0, 0, 3, 3],
        ],
        output: [0.5, 2.5, 0],
      },
    },
    {
      name: "beyond the edge stands the edge",
      attrs: plain({ paddingMode: "border" }),
      inputs: [
        [1, 1, 2, 2],
        [1, 1, 2, 2],
      ],
      output: [1, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 2, 3, 4],
          [-1, -0.5, 3, 3],
        ],
        output: [1, 4],
      },
    },
    {
      name: "the nearest pixel, in a mirror outside",
      attrs: plain({ mode: "nearest", paddingMode: "reflection" }),
      inputs: [
        [1, 1, 1, 4],
        [1, 1, 4, 2],
      ],
      output: [1, 1, 1, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 2, 3, 4],
          [-0.8, 0, 0.3, 0, 1.4, 0, -1.6, 0],
        ],
        output: [1, 3, 4, 2],
      },
    },
    {
      name: "four neighbours along each axis",
      attrs: plain({ mode: "bicubic", paddingMode: "border", alignCorners: true }),
      inputs: [
        [1, 1, 1, 4],
        [1, 1, 2, 2],
      ],
      output: [1, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 2, 4, 8],
          [0, 0, 1, 0],
        ],
        output: [2.71875, 8],
      },
    },
    {
      name: "a batch of images, in a mirror at the middles of the outermost pixels",
      attrs: plain({ mode: "bicubic", paddingMode: "reflection", alignCorners: true }),
      inputs: [
        [2, 11, 5, 6],
        [2, 4, 3, 2],
      ],
      output: [2, 11, 4, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a volume",
      attrs: plain(),
      inputs: [
        [2, 3, 4, 5, 6],
        [2, 2, 3, 3, 3],
      ],
      output: [2, 3, 2, 3, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a grid for another batch",
      attrs: plain(),
      inputs: [
        [2, 3, 8, 8],
        [1, 4, 4, 2],
      ],
      output: [2, 3, 4, 4],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
    {
      name: "points of a volume on an image",
      attrs: plain(),
      inputs: [
        [2, 3, 8, 8],
        [2, 4, 4, 3],
      ],
      output: [2, 3, 4, 4],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
    {
      name: "four neighbours along each axis of a volume",
      attrs: plain({ mode: "bicubic" }),
      inputs: [
        [1, 3, 4, 5, 6],
        [1, 2, 3, 3, 3],
      ],
      output: [1, 3, 4, 5, 6],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "an image without a batch",
      attrs: plain(),
      inputs: [
        [3, 8, 8],
        [4, 4, 2],
      ],
      output: [3, 8, 8].map(() => unknownDim("the input is neither images nor volumes")),
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "another mode",
      attrs: plain({ mode: "linear" as "bilinear" }),
      problem: "invalid-attribute",
      blames: "mode",
    },
  ],
});

function plain(rest: Partial<GridSampleAttrs> = {}): GridSampleAttrs {
  return { mode: "bilinear", paddingMode: "zeros", alignCorners: false, ...rest };
}

/** The image's batch and channels, and the grid's sizes. */
function sampled(x: Shape, grid: Shape): Checked<Shape, OpProblem> {
  const [batch = 1, channels = 1, ...sizes] = x;
  const places = sizes.map((_, axis) => grid[axis + 1] ?? unknownDim("the grid has no such axis"));
  const value = [batch, channels, ...places];
  const isGrid =
    grid.length === x.length &&
    !differs(grid[0] ?? 1, batch) &&
    !differs(grid.at(-1) ?? 1, sizes.length as Dim);
  if (isGrid) return ok(value);
  const axes = sizes.length === 2 ? "H, W" : "D, H, W";
  return faulty(value, wrongRank(1, `a grid [${printDim(batch)}, ${axes}, ${sizes.length}]`, grid));
}

function tapsAlong(mode: GridSampleAttrs["mode"]): number {
  return mode === "nearest" ? 1 : mode === "bicubic" ? 4 : 2;
}

function lowered({
  mode,
  paddingMode: padding,
  alignCorners,
}: Concrete<GridSampleAttrs>): GridSampleLowering {
  return { family: "grid-sample", mode, padding, alignCorners };
}

function mixedAt(
  x: ReferenceTensor,
  place: readonly number[],
  [mixture, ...inner]: readonly Mixture[],
): number {
  if (mixture === undefined) return read(x, place);
  return mixture.reduce((sum, [index, share]) => sum + share * mixedAt(x, [...place, index], inner), 0);
}
