import { defineReduction, type ReductionAttrs, reductionExamples } from "./shared/reduction.ts";

/** Says where the largest number along an axis is: its place, as a number. */
export const argmax = defineReduction<"argmax", ReductionAttrs>({
  kind: "argmax",
  summary: "Says where the largest number along an axis is: its place, as a number.",
  fn: "argmax",
  examples: reductionExamples({}, { rows: [2, 1], columns: [0, 1, 0], all: [2], apart: [1, 1] }),
});
