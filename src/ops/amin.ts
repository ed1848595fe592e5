import { defineReduction, type ReductionAttrs, reductionExamples } from "./shared/reduction.ts";

/** Takes the smallest number along some axes. */
export const amin = defineReduction<"amin", ReductionAttrs>({
  kind: "amin",
  summary: "Takes the smallest number along some axes.",
  fn: "min",
  examples: reductionExamples({}, { rows: [-1, -3], columns: [-3, -1, 0.5], all: [-3], apart: [-2, -3] }),
});
