import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";

/** ln x */
export const log = defineActivation<"log", Record<never, never>>({
  kind: "log",
  displayName: "log",
  summary: "Takes the natural logarithm of every number.",
  rules: {},
  apply: (x) => Math.log(x),
  fn: () => "log",
  examples: [
    shapeExample({}),
    valuesExample("numbers from PyTorch", {}, [0.5, 1, 2, 20], [-Math.LN2, 0, Math.LN2, 2.995732273553991]),
  ],
});
