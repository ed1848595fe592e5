import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** |x| */
export const abs = defineActivation<"abs", Record<never, never>>({
  kind: "abs",
  displayName: "abs",
  summary: "Makes every number positive.",
  rules: {},
  apply: (x) => Math.abs(x),
  fn: () => "abs",
  examples: [shapeExample({}), valuesExample("numbers from PyTorch", {}, [-2, -0.5, 0, 3], [2, 0.5, 0, 3])],
});
