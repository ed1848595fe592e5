import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** 1 / √x */
export const rsqrt = defineActivation<"rsqrt", Record<never, never>>({
  kind: "rsqrt",
  displayName: "rsqrt",
  summary: "Divides 1 by the square root of every number.",
  rules: {},
  apply: (x) => 1 / Math.sqrt(x),
  fn: () => "rsqrt",
  examples: [
    shapeExample({}),
    valuesExample("numbers from PyTorch", {}, [0.25, 1, 2, 16], [2, 1, 0.7071067811865475, 0.25]),
  ],
});
