import type { Dim } from "../ir/index.ts";
import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import { atLeast0 } from "./shared/attributes.ts";
import { printed, titleOf } from "./shared/words.ts";

export type SoftshrinkAttrs = {
  /** How much nearer to 0 numbers come. */
  readonly lambda: Dim;
};

/** x nearer to 0 by λ, and 0 from −λ to λ. */
export const softshrink = defineActivation<"softshrink", SoftshrinkAttrs>({
  kind: "softshrink",
  displayName: "Softshrink",
  summary: "Makes small numbers 0 and brings the rest nearer to it.",
  rules: { lambda: atLeast0 },
  title: ({ lambda }) => titleOf("Softshrink", printed(lambda)),
  apply: (x, { lambda }) => (x > lambda ? x - lambda : x < -lambda ? x + lambda : 0),
  fn: () => "softshrink",
  alpha: ({ lambda }) => lambda,
  examples: [
    shapeExample({ lambda: 0.5 }),
    valuesExample("a limit of 1", { lambda: 1 }, [-2, -0.5, 1, 3], [-1, 0, 0, 2]),
  ],
  refusals: [{ name: "less than 0", attrs: { lambda: -1 }, problem: "invalid-attribute", blames: "lambda" }],
});
