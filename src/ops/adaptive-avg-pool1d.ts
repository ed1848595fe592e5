import { defineAdaptivePool } from "./shared/adaptive-pool.ts";

/** Means over as many even parts of a signal as are asked for. */
export const adaptiveAvgPool1d = defineAdaptivePool({
  kind: "adaptive-avg-pool1d",
  displayName: "AdaptiveAvgPool1d",
  axes: 1,
  mode: "average",
  examples: [
    {
      name: "parts overlap where they do not divide the signal",
      attrs: { outputSize: [3] },
      inputs: [[1, 1, 5]],
      output: [1, 1, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 6, -4, 3]],
        output: [1.5, 1.333333, -0.5],
      },
    },
    {
      name: "one number a channel, without a batch",
      attrs: { outputSize: [1] },
      inputs: [[512, 25]],
      output: [512, 1],
      parameters: 0,
      macs: 0,
    },
  ],
});
