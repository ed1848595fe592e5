import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** x / (1 + |x|) */
export const softsign = defineActivation<"softsign", Record<never, never>>({
  kind: "softsign",
  displayName: "Softsign",
  summary: "Squeezes numbers into −1 to 1, slower than tanh.",
  rules: {},
  apply: (x) => x / (1 + Math.abs(x)),
  fn: () => "softsign",
  examples: [
    shapeExample({}),
    valuesExample("numbers from PyTorch", {}, [-3, -0.5, 0, 1], [-0.75, -0.3333333333333333, 0, 0.5]),
  ],
});
