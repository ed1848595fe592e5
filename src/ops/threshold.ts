import type { Dim } from "../ir/index.ts";
import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import { finite } from "./shared/attributes.ts";
import { printed, titleOf } from "./shared/words.ts";

export type ThresholdAttrs = {
  /** Only what is above it passes. */
  readonly threshold: Dim;
  /** What stands for all others. */
  readonly value: Dim;
};

/** x above the threshold, the value elsewhere. */
export const threshold = defineActivation<"threshold", ThresholdAttrs>({
  kind: "threshold",
  displayName: "Threshold",
  summary: "Keeps what is above a threshold and makes the rest one value.",
  rules: { threshold: finite, value: finite },
  title: ({ threshold, value }) => titleOf("Threshold", `${printed(threshold)}, else ${printed(value)}`),
  apply: (x, { threshold, value }) => (x <= threshold ? value : x),
  fn: () => "threshold",
  alpha: ({ threshold }) => threshold,
  second: ({ value }) => value,
  examples: [
    shapeExample({ threshold: 0, value: 0 }),
    valuesExample("above 1, else 7", { threshold: 1, value: 7 }, [-2, 1, 1.5, 3], [7, 7, 1.5, 3]),
  ],
});
