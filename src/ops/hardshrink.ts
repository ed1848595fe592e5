import type { Dim } from "../ir/index.ts";
import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import { finite } from "./shared/attributes.ts";
import { printed, titleOf } from "./shared/words.ts";

export type HardshrinkAttrs = {
  /** What is no further from 0 becomes 0. */
  readonly lambda: Dim;
};

/** x, but 0 from −λ to λ. */
export const hardshrink = defineActivation<"hardshrink", HardshrinkAttrs>({
  kind: "hardshrink",
  displayName: "Hardshrink",
  summary: "Makes small numbers 0 and keeps the rest.",
  rules: { lambda: finite },
  title: ({ lambda }) => titleOf("Hardshrink", printed(lambda)),
  apply: (x, { lambda }) => (x >= -lambda && x <= lambda ? 0 : x),
  fn: () => "hardshrink",
  alpha: ({ lambda }) => lambda,
  examples: [
    shapeExample({ lambda: 0.5 }),
    valuesExample("a limit of 1", { lambda: 1 }, [-2, -0.5, 1, 3], [-2, 0, 0, 3]),
  ],
});
