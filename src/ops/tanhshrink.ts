import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** x − tanh x */
export const tanhshrink = defineActivation<"tanhshrink", Record<never, never>>({
  kind: "tanhshrink",
  displayName: "Tanhshrink",
  summary: "What tanh takes away from every number.",
  rules: {},
  apply: (x) => x - Math.tanh(x),
  fn: () => "tanhshrink",
  examples: [
    shapeExample({}),
    valuesExample(
      "numbers from PyTorch",
      {},
      [-2, -0.5, 0, 3],
      [-1.035972419924183, -0.03788284273999026, 0, 2.0049452463132695],
    ),
  ],
});
