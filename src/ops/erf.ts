import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import { erf as erfOf } from "./shared/erf.ts";

/** The Gauss error function */
export const erf = defineActivation<"erf", Record<never, never>>({
  kind: "erf",
  displayName: "erf",
  summary: "Takes the Gauss error function of every number.",
  rules: {},
  apply: (x) => erfOf(x),
  fn: () => "erf",
  examples: [
    shapeExample({}),
    valuesExample(
      "numbers from PyTorch",
      {},
      [-2, -0.5, 0, 3],
      [-0.9953222650189527, -0.5204998778130465, 0, 0.9999779095030014],
    ),
  ],
});
