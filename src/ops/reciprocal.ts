import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** 1 / x */
export const reciprocal = defineActivation<"reciprocal", Record<never, never>>({
  kind: "reciprocal",
  displayName: "reciprocal",
  summary: "Divides 1 by every number.",
  rules: {},
  apply: (x) => 1 / x,
  fn: () => "reciprocal",
  examples: [
    shapeExample({}),
    valuesExample("numbers from PyTorch", {}, [-2, -0.5, 1, 4], [-0.5, -2, 1, 0.25]),
  ],
});
