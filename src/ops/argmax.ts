import {
  defineReduction,
  oneAxis,
  placeExamples,
  type ReductionAttrs,
  severalAxes,
} from "./shared/reduction.ts";

/** Says where the largest number along an axis is: its place, as a number. */
export const argmax = defineReduction<"argmax", ReductionAttrs>({
  kind: "argmax",
  summary: "Says where the largest number along an axis is: its place, as a number.",
  fn: "argmax",
  check: oneAxis,
  examples: placeExamples({ rows: [2, 1], columns: [0, 1, 0], all: [2], apart: [1, 1] }),
  refusals: [severalAxes],
});
