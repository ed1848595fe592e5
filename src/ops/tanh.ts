import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** The hyperbolic tangent. */
export const tanh = defineActivation<"tanh", Record<never, never>>({
  kind: "tanh",
  displayName: "Tanh",
  summary: "Squeezes every number into −1 to 1.",
  rules: {},
  apply: (x) => Math.tanh(x),
  fn: () => "tanh",
  examples: [
    shapeExample({}),
    valuesExample(
      "half the logarithm of 3 becomes 1/2",
      {},
      [0, 0.5493061443340548, -0.5493061443340548, 100],
      [0, 0.5, -0.5, 1],
    ),
  ],
});
