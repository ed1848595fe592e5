import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** ⌈x⌉ */
export const ceil = defineActivation<"ceil", Record<never, never>>({
  kind: "ceil",
  displayName: "ceil",
  summary: "Rounds every number up.",
  rules: {},
  apply: (x) => Math.ceil(x),
  fn: () => "ceil",
  examples: [
    shapeExample({}),
    valuesExample("numbers from PyTorch", {}, [-1.5, -1, 0.5, 2.75], [-1, -1, 1, 3]),
  ],
});
