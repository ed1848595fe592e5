import { symbol } from "../ir/index.ts";
import { defineAdaptivePool } from "./shared/adaptive-pool.ts";

/** Means over as many even parts of a volume as are asked for. */
export const adaptiveAvgPool3d = defineAdaptivePool({
  kind: "adaptive-avg-pool3d",
  displayName: "AdaptiveAvgPool3d",
  axes: 3,
  mode: "average",
  examples: [
    {
      name: "one number a channel",
      attrs: { outputSize: [1, 1, 1] },
      inputs: [[symbol("N"), 512, 2, 7, 7]],
      output: [symbol("N"), 512, 1, 1, 1],
      parameters: 0,
      macs: 0,
    },
    {
      name: "parts overlap where they do not divide the volume, null keeps a size",
      attrs: { outputSize: [2, null, 2] },
      inputs: [[1, 2, 3, 4, 3]],
      output: [1, 2, 2, 4, 2],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [
            -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1, 8, -4, 3, -9, -2, 5, -7, 0, 7, -5, 2, 9, -3,
            4, -8, -1, 6, -6, 1, 8, -4, 3, -9, -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1, 8, -4, 3,
            -9, -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1,
          ],
        ],
        output: [
          0.75, -1.75, 2.75, 0.25, 0, 2.25, -2.75, -0.5, -0.75, 1.5, 1.25, -1.25, -1.5, 0.75, 0.5, 2.75,
          -3.75, -1.5, -1.75, 0.5, 0.25, -2.25, 2.25, -0.25, -0.5, 1.75, 1.5, 3.75, -1.25, -3.75, 0.75, -1.75,
        ],
      },
    },
    {
      name: "without a batch",
      attrs: { outputSize: [1, 2, 1] },
      inputs: [[2, 3, 4, 3]],
      output: [2, 1, 2, 1],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [
            -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1, 8, -4, 3, -9, -2, 5, -7, 0, 7, -5, 2, 9, -3,
            4, -8, -1, 6, -6, 1, 8, -4, 3, -9, -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1, 8, -4, 3,
            -9, -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1,
          ],
        ],
        output: [0.277778, 0.055556, 0, -0.222222],
      },
    },
  ],
});
