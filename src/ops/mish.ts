import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** x · tanh(ln(1 + eˣ)) (Misra 2019). */
export const mish = defineActivation<"mish", Record<never, never>>({
  kind: "mish",
  displayName: "Mish",
  summary: "A smooth ReLU that lets a little of what is negative pass.",
  rules: {},
  apply: (x) => x * Math.tanh(Math.log1p(Math.exp(x))),
  fn: () => "mish",
  examples: [
    shapeExample({}),
    // With n = eˣ (eˣ + 2) the tanh is n / (n + 2): 8/10 where eˣ is 2, and 5/13 where it is a half.
    valuesExample(
      "the logarithm of 2, and of a half",
      {},
      [0, Math.LN2, -Math.LN2, 50],
      [0, 0.5545177444479562, -0.2665950694461328, 50],
    ),
  ],
});
