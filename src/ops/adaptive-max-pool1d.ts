import { defineAdaptivePool } from "./shared/adaptive-pool.ts";

/** The largest numbers in as many even parts of a signal as are asked for. */
export const adaptiveMaxPool1d = defineAdaptivePool({
  kind: "adaptive-max-pool1d",
  displayName: "AdaptiveMaxPool1d",
  axes: 1,
  mode: "max",
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
        output: [2, 6, 3],
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
