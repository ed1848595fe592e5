import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** x² */
export const square = defineActivation<"square", Record<never, never>>({
  kind: "square",
  displayName: "square",
  summary: "Multiplies every number by itself.",
  rules: {},
  apply: (x) => x * x,
  fn: () => "square",
  examples: [shapeExample({}), valuesExample("numbers from PyTorch", {}, [-2, -0.5, 0, 3], [4, 0.25, 0, 9])],
});
