import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** e^x − 1 */
export const expm1 = defineActivation<"expm1", Record<never, never>>({
  kind: "expm1",
  displayName: "expm1",
  summary: "Takes e to the power of every number, less 1, exact near 0.",
  rules: {},
  apply: (x) => Math.expm1(x),
  fn: () => "expm1",
  examples: [
    shapeExample({}),
    valuesExample(
      "numbers from PyTorch",
      {},
      [-2, 0.001, 0, 3],
      [-0.8646647167633873, 0.0010005001667083417, 0, 19.085536923187668],
    ),
  ],
});
