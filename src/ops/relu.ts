import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** max(x, 0) (Nair & Hinton 2010). */
export const relu = defineActivation<"relu", Record<never, never>>({
  kind: "relu",
  displayName: "ReLU",
  summary: "Keeps what is positive and makes the rest 0.",
  rules: {},
  apply: (x) => Math.max(x, 0),
  fn: () => "relu",
  examples: [
    shapeExample({}),
    valuesExample("negative numbers become 0", {}, [-2, -0.5, 0, 0.5, 3], [0, 0, 0, 0.5, 3]),
  ],
});
