import { defineReduction, type ReductionAttrs, reductionExamples } from "./shared/reduction.ts";

/** Takes the largest number along some axes. */
export const amax = defineReduction<"amax", ReductionAttrs>({
  kind: "amax",
  summary: "Takes the largest number along some axes.",
  fn: "max",
  examples: reductionExamples({}, { rows: [3, 1], columns: [2, 1, 3], all: [3], apart: [2, 4] }),
});
