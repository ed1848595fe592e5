import { defineAdaptivePool } from "./shared/adaptive-pool.ts";

/** The largest numbers in as many even parts of height and width as are asked for. */
export const adaptiveMaxPool2d = defineAdaptivePool({
  kind: "adaptive-max-pool2d",
  displayName: "AdaptiveMaxPool2d",
  axes: 2,
  mode: "max",
  examples: [
    {
      name: "the largest of each channel",
      attrs: { outputSize: [1, 1] },
      inputs: [[1, 16, 7, 7]],
      output: [1, 16, 1, 1],
      parameters: 0,
      macs: 0,
    },
    {
      name: "parts overlap where they do not divide the input",
      attrs: { outputSize: [null, 2] },
      inputs: [[1, 1, 2, 3]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, -6, -3, -2, -1]], output: [2, 2, -2, -1] },
    },
  ],
});
