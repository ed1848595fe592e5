import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** −1, 0 or 1 */
export const sign = defineActivation<"sign", Record<never, never>>({
  kind: "sign",
  displayName: "sign",
  summary: "Says of every number whether it is below, at or above 0.",
  rules: {},
  apply: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0),
  fn: () => "sign",
  examples: [shapeExample({}), valuesExample("numbers from PyTorch", {}, [-2, -0.5, 0, 3], [-1, -1, 0, 1])],
});
