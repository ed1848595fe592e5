import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** ln(1 + x) */
export const log1p = defineActivation<"log1p", Record<never, never>>({
  kind: "log1p",
  displayName: "log1p",
  summary: "Takes the logarithm of 1 more than every number, exact near 0.",
  rules: {},
  apply: (x) => Math.log1p(x),
  fn: () => "log1p",
  examples: [
    shapeExample({}),
    valuesExample(
      "numbers from PyTorch",
      {},
      [-0.5, 0, 0.001, 20],
      [-Math.LN2, 0, 0.0009995003330835331, 3.044522437723423],
    ),
  ],
});
