import { defineReduction, type ReductionAttrs, reductionExamples } from "./shared/reduction.ts";

/** Adds all numbers along some axes. */
export const sum = defineReduction<"sum", ReductionAttrs>({
  kind: "sum",
  summary: "Adds all numbers along some axes.",
  fn: "sum",
  examples: reductionExamples({}, { rows: [4, -1.5], columns: [-1, 0, 3.5], all: [2.5], apart: [1.5, 5] }),
});
