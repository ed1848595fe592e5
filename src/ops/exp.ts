import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** e^x */
export const exp = defineActivation<"exp", Record<never, never>>({
  kind: "exp",
  displayName: "exp",
  summary: "Takes e to the power of every number.",
  rules: {},
  apply: (x) => Math.exp(x),
  fn: () => "exp",
  examples: [
    shapeExample({}),
    valuesExample(
      "numbers from PyTorch",
      {},
      [-2, -0.5, 0, 3],
      [0.1353352832366127, 0.6065306597126334, 1, 20.085536923187668],
    ),
  ],
});
