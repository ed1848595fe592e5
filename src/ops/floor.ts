import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** ⌊x⌋ */
export const floor = defineActivation<"floor", Record<never, never>>({
  kind: "floor",
  displayName: "floor",
  summary: "Rounds every number down.",
  rules: {},
  apply: (x) => Math.floor(x),
  fn: () => "floor",
  examples: [
    shapeExample({}),
    valuesExample("numbers from PyTorch", {}, [-1.5, -1, 0.5, 2.75], [-2, -1, 0, 2]),
  ],
});
