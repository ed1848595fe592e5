import { unknownDim } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import type { UpsampleAttrs } from "./shared/resizing.ts";
import { plainUpsampling, upsampling } from "./shared/upsampling.ts";

/** Another size of a signal, as PyTorch's `Upsample` and `interpolate`; takes batches. */
export const upsample1d = defineOp<"upsample1d", UpsampleAttrs>({
  ...upsampling(
    "upsample1d",
    1,
    "Gives signals another length, by the nearest place or by mixing neighbours.",
  ),
  examples: [
    {
      name: "twice as large by the nearest place",
      attrs: plainUpsampling("nearest", { scaleFactor: [2] }),
      inputs: [[1, 1, 3]],
      output: [1, 1, 6],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3]],
        output: [1, 1, 2, 2, 3, 3],
      },
    },
    {
      name: "twice as large between neighbours",
      attrs: plainUpsampling("linear", { scaleFactor: [2] }),
      inputs: [[1, 1, 3]],
      output: [1, 1, 6],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3]],
        output: [1, 1.25, 1.75, 2.25, 2.75, 3],
      },
    },
    {
      name: "a size of its own, with the corners in place",
      attrs: plainUpsampling("linear", { size: [3] }, { alignCorners: true }),
      inputs: [[1, 2, 5]],
      output: [1, 2, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
        output: [1, 3, 5, 6, 8, 10],
      },
    },
    {
      name: "area",
      attrs: plainUpsampling("area", { size: [3] }),
      inputs: [[1, 2, 5]],
      output: [1, 2, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
        output: [1.5, 3, 4.5, 6.5, 8, 9.5],
      },
    },
    {
      name: "nearest-exact",
      attrs: plainUpsampling("nearest-exact", { size: [3] }),
      inputs: [[1, 2, 5]],
      output: [1, 2, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
        output: [1, 3, 5, 6, 8, 10],
      },
    },
    {
      name: "no batch",
      attrs: plainUpsampling("nearest", { scaleFactor: [2] }),
      inputs: [[3, 4]],
      output: [unknownDim("the input has no batch"), 3, unknownDim("the input has no batch")],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "a mode for images",
      attrs: plainUpsampling("bilinear", { scaleFactor: [2] }),
      problem: "invalid-attribute",
      blames: "mode",
    },
  ],
});
