import { defineReduction, type ReductionAttrs, reductionExamples } from "./shared/reduction.ts";

/** Multiplies all numbers along some axes. */
export const prod = defineReduction<"prod", ReductionAttrs>({
  kind: "prod",
  summary: "Multiplies all numbers along some axes.",
  fn: "prod",
  examples: reductionExamples({}, { rows: [-6, -1.5], columns: [-6, -1, 1.5], all: [9], apart: [-2, -36] }),
});
