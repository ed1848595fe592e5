import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** relu6(x + 3) / 6 (Howard et al. 2019). */
export const hardsigmoid = defineActivation<"hardsigmoid", Record<never, never>>({
  kind: "hardsigmoid",
  displayName: "Hardsigmoid",
  summary: "A sigmoid made of straight lines.",
  rules: {},
  apply: (x) => Math.min(Math.max(x + 3, 0), 6) / 6,
  fn: () => "hardsigmoid",
  examples: [
    shapeExample({}),
    valuesExample("straight between −3 and 3", {}, [-4, -3, 0, 1.5, 3, 4], [0, 0, 0.5, 0.75, 1, 1]),
  ],
});
