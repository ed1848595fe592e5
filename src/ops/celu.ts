import type { Dim } from "../ir/index.ts";
import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import { notZero } from "./shared/attributes.ts";
import { printed, titleOf } from "./shared/words.ts";

export type CeluAttrs = {
  /** Large negative numbers tend to −alpha; the slope at 0 stays 1. */
  readonly alpha: Dim;
};

/** x above 0, α · (e^(x / α) − 1) elsewhere (Barron 2017). */
export const celu = defineActivation<"celu", CeluAttrs>({
  kind: "celu",
  displayName: "CELU",
  summary: "An ELU whose slope at 0 is 1 for every α.",
  rules: { alpha: notZero },
  title: ({ alpha }) => titleOf("CELU", printed(alpha)),
  apply: (x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
  fn: () => "celu",
  alpha: ({ alpha }) => alpha,
  examples: [
    shapeExample({ alpha: 1 }),
    valuesExample(
      "twice as deep, from PyTorch",
      { alpha: 2 },
      [-2, -0.5, 0, 3],
      [-1.2642411176571153, -0.44239843385719024, 0, 3],
    ),
  ],
  refusals: [{ name: "a depth of 0", attrs: { alpha: 0 }, problem: "invalid-attribute", blames: "alpha" }],
});
