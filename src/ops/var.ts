import type { Dim } from "../ir/index.ts";
import { finite } from "./shared/attributes.ts";
import { defineReduction, type ReductionAttrs, reductionExamples } from "./shared/reduction.ts";

export type VarAttrs = ReductionAttrs & {
  /** What is taken off the count that the squares are divided by; 1 makes the estimate of a sample unbiased. */
  readonly correction: Dim;
};

/** Takes the variance along some axes. */
export const variance = defineReduction<"var", VarAttrs>({
  kind: "var",
  summary: "Takes the variance along some axes.",
  fn: "var",
  rules: { correction: finite },
  parameter: ({ correction }) => correction,
  examples: reductionExamples(
    { correction: 1 },
    {
      rows: [4.333333333333333, 4.75],
      columns: [12.5, 2, 3.125],
      all: [4.641666666666667],
      apart: [2.8958333333333335, 9.583333333333334],
    },
  ),
});
