import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** ln(1 / (1 + e^−x)) */
export const logsigmoid = defineActivation<"logsigmoid", Record<never, never>>({
  kind: "logsigmoid",
  displayName: "LogSigmoid",
  summary: "Takes the logarithm of the sigmoid.",
  rules: {},
  apply: (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
  fn: () => "logsigmoid",
  examples: [
    shapeExample({}),
    valuesExample(
      "numbers from PyTorch",
      {},
      [-40, -0.5, 0, 3],
      [-40, -0.9740769841801067, -Math.LN2, -0.04858735157374206],
    ),
  ],
});
