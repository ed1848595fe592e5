import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** cos x */
export const cos = defineActivation<"cos", Record<never, never>>({
  kind: "cos",
  displayName: "cos",
  summary: "Takes the cosine of every number, in radians.",
  rules: {},
  apply: (x) => Math.cos(x),
  fn: () => "cos",
  examples: [
    shapeExample({}),
    valuesExample(
      "numbers from PyTorch",
      {},
      [-2, -0.5, 0, 3],
      [-0.4161468365471424, 0.8775825618903728, 1, -0.9899924966004454],
    ),
  ],
});
