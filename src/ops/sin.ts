import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** sin x */
export const sin = defineActivation<"sin", Record<never, never>>({
  kind: "sin",
  displayName: "sin",
  summary: "Takes the sine of every number, in radians.",
  rules: {},
  apply: (x) => Math.sin(x),
  fn: () => "sin",
  examples: [
    shapeExample({}),
    valuesExample(
      "numbers from PyTorch",
      {},
      [-2, -0.5, 0, 3],
      [-0.9092974268256817, -0.479425538604203, 0, 0.1411200080598672],
    ),
  ],
});
