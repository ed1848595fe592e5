import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** x · relu6(x + 3) / 6 (Howard et al. 2019). */
export const hardswish = defineActivation<"hardswish", Record<never, never>>({
  kind: "hardswish",
  displayName: "Hardswish",
  summary: "A SiLU made of straight lines and one parabola.",
  rules: {},
  apply: (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6,
  fn: () => "hardswish",
  examples: [
    shapeExample({}),
    valuesExample(
      "0 below −3, itself above 3",
      {},
      [-4, -3, -1.5, 0, 1, 3, 4],
      [0, 0, -0.375, 0, 0.6666666666666666, 3, 4],
    ),
  ],
});
