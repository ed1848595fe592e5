import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** √x */
export const sqrt = defineActivation<"sqrt", Record<never, never>>({
  kind: "sqrt",
  displayName: "sqrt",
  summary: "Takes the square root of every number.",
  rules: {},
  apply: (x) => Math.sqrt(x),
  fn: () => "sqrt",
  examples: [
    shapeExample({}),
    valuesExample("numbers from PyTorch", {}, [0, 0.25, 2, 9], [0, 0.5, Math.SQRT2, 3]),
  ],
});
