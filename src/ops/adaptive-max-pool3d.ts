import { symbol } from "../ir/index.ts";
import { defineAdaptivePool } from "./shared/adaptive-pool.ts";

/** The largest numbers in as many even parts of a volume as are asked for. */
export const adaptiveMaxPool3d = defineAdaptivePool({
  kind: "adaptive-max-pool3d",
  displayName: "AdaptiveMaxPool3d",
  axes: 3,
  mode: "max",
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
          6, 5, 8, 7, 9, 9, 4, 7, 6, 9, 8, 4, 6, 6, 8, 8, 3, 6, 5, 8, 7, 3, 9, 5, 7, 7, 9, 9, 4, 3, 6, 5,
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
        output: [9, 9, 9, 9],
      },
    },
  ],
});
