import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** What leaves a normal distribution's mean at 0 and its variance at 1. */
const [alpha, scale] = [1.6732632423543772, 1.0507009873554805];

/** scale · x above 0, scale · α · (e^x − 1) elsewhere (Klambauer et al. 2017) */
export const selu = defineActivation<"selu", Record<never, never>>({
  kind: "selu",
  displayName: "SELU",
  summary: "An ELU whose scale keeps mean 0 and variance 1 from layer to layer.",
  rules: {},
  apply: (x) => (x > 0 ? scale * x : scale * alpha * Math.expm1(x)),
  fn: () => "selu",
  examples: [
    shapeExample({}),
    valuesExample(
      "numbers from PyTorch",
      {},
      [-2, -0.5, 0, 3],
      [-1.5201664685956948, -0.6917581878028713, 0, 3.1521029620664414],
    ),
  ],
});
