import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** −x */
export const neg = defineActivation<"neg", Record<never, never>>({
  kind: "neg",
  displayName: "neg",
  summary: "Turns every number's sign.",
  rules: {},
  apply: (x) => -x,
  fn: () => "neg",
  examples: [shapeExample({}), valuesExample("numbers from PyTorch", {}, [-2, -0.5, 0, 3], [2, 0.5, 0, -3])],
});
