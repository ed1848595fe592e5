import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** 1 / (1 + e⁻ˣ). */
export const sigmoid = defineActivation<"sigmoid", Record<never, never>>({
  kind: "sigmoid",
  displayName: "Sigmoid",
  summary: "Squeezes every number into 0 to 1.",
  rules: {},
  apply: (x) => 1 / (1 + Math.exp(-x)),
  fn: () => "sigmoid",
  examples: [
    shapeExample({}),
    valuesExample(
      "logarithms of odds 3 and 1/3 become 3/4 and 1/4",
      {},
      [0, 1.0986122886681098, -1.0986122886681098, 1000, -1000],
      [0.5, 0.75, 0.25, 1, 0],
    ),
  ],
});
