import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** The nearest whole number; of two equally near ones the even one. */
export const round = defineActivation<"round", Record<never, never>>({
  kind: "round",
  displayName: "round",
  summary: "Rounds every number; halves go to the even neighbour.",
  rules: {},
  apply: halfToEven,
  fn: () => "round",
  examples: [
    shapeExample({}),
    valuesExample("halves", {}, [-1.5, -0.5, 0.5, 1.5, 2.5, 2.6], [-2, -0, 0, 2, 2, 3]),
  ],
});

function halfToEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}
