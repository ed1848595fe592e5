import { unknownDim } from "../ir/index.ts";
import { defineAdaptivePool } from "./shared/adaptive-pool.ts";

/** Means over as many even parts of height and width as are asked for. */
export const adaptiveAvgPool2d = defineAdaptivePool({
  kind: "adaptive-avg-pool2d",
  displayName: "AdaptiveAvgPool2d",
  axes: 2,
  mode: "average",
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
});
