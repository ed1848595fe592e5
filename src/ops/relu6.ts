import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** min(max(x, 0), 6), as MobileNet uses it. */
export const relu6 = defineActivation<"relu6", Record<never, never>>({
  kind: "relu6",
  displayName: "ReLU6",
  summary: "Keeps what lies between 0 and 6 and clips the rest.",
  rules: {},
  apply: (x) => Math.min(Math.max(x, 0), 6),
  fn: () => "relu6",
  examples: [
    shapeExample({}),
    valuesExample("clipped at both ends", {}, [-2, 0, 3.5, 6, 7], [0, 0, 3.5, 6, 6]),
  ],
});
