import { unknownDim } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import type { UpsampleAttrs } from "./shared/resizing.ts";
import { plainUpsampling, upsampling } from "./shared/upsampling.ts";

/** Another size of a volume, as PyTorch's `Upsample` and `interpolate`; takes batches. */
export const upsample3d = defineOp<"upsample3d", UpsampleAttrs>({
  ...upsampling(
    "upsample3d",
    3,
    "Gives volumes another depth, height and width, by the nearest place or by mixing neighbours.",
  ),
  examples: [
    {
      name: "twice as large by the nearest place",
      attrs: plainUpsampling("nearest", { scaleFactor: [2, 1, 2] }),
      inputs: [[1, 1, 2, 1, 2]],
      output: [1, 1, 4, 1, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4]],
        output: [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4],
      },
    },
    {
      name: "twice as large between neighbours",
      attrs: plainUpsampling("trilinear", { scaleFactor: [2, 1, 2] }),
      inputs: [[1, 1, 2, 1, 2]],
      output: [1, 1, 4, 1, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4]],
        output: [1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4],
      },
    },
    {
      name: "a size of its own, with the corners in place",
      attrs: plainUpsampling("trilinear", { size: [2, 3, 3] }, { alignCorners: true }),
      inputs: [[1, 1, 3, 2, 4]],
      output: [1, 1, 2, 3, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[-2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1, 8, -4, 3, -9, -2, 5, -7, 0, 7]],
        output: [-2, -1, 0, 2.5, -1.25, 4.5, 7, -1.5, 9, -4, -3, -2, 0.5, -3.25, 2.5, 5, -3.5, 7],
      },
    },
    {
      name: "area",
      attrs: plainUpsampling("area", { size: [2, 3, 3] }),
      inputs: [[1, 1, 3, 2, 4]],
      output: [1, 1, 2, 3, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[-2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1, 8, -4, 3, -9, -2, 5, -7, 0, 7]],
        output: [1, -1.5, -4, 0.75, -1.75, 0.5, 0.5, -2, 5, 0, -2.5, -5, -0.25, -2.75, -0.5, -0.5, -3, 4],
      },
    },
    {
      name: "nearest-exact",
      attrs: plainUpsampling("nearest-exact", { size: [2, 3, 3] }),
      inputs: [[1, 1, 3, 2, 4]],
      output: [1, 1, 2, 3, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[-2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1, 8, -4, 3, -9, -2, 5, -7, 0, 7]],
        output: [-2, -7, 0, 7, 2, 9, 7, 2, 9, -4, -9, -2, 5, 0, 7, 5, 0, 7],
      },
    },
    {
      name: "no batch",
      attrs: plainUpsampling("nearest", { scaleFactor: [2, 2, 2] }),
      inputs: [[3, 4, 4, 4]],
      output: [
        unknownDim("the input has no batch"),
        3,
        unknownDim("the input has no batch"),
        unknownDim("the input has no batch"),
        unknownDim("the input has no batch"),
      ],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "a mode for images",
      attrs: plainUpsampling("bilinear", { scaleFactor: [2, 2, 2] }),
      problem: "invalid-attribute",
      blames: "mode",
    },
  ],
});
