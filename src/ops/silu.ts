import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** x · sigmoid(x), also called swish (Elfwing et al. 2017). */
export const silu = defineActivation<"silu", Record<never, never>>({
  kind: "silu",
  displayName: "SiLU",
  summary: "Multiplies every number by its own sigmoid.",
  rules: {},
  apply: (x) => x / (1 + Math.exp(-x)),
  fn: () => "silu",
  examples: [
    shapeExample({}),
    valuesExample(
      "a quarter and three quarters of the logarithm of 3",
      {},
      [0, 1.0986122886681098, -1.0986122886681098, 50],
      [0, 0.8239592165010823, -0.27465307216702745, 50],
    ),
  ],
});
