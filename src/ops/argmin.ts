import {
  defineReduction,
  oneAxis,
  placeExamples,
  type ReductionAttrs,
  severalAxes,
} from "./shared/reduction.ts";

/** Says where the smallest number along an axis is: its place, as a number. */
export const argmin = defineReduction<"argmin", ReductionAttrs>({
  kind: "argmin",
  summary: "Says where the smallest number along an axis is: its place, as a number.",
  fn: "argmin",
  check: oneAxis,
  examples: placeExamples({ rows: [1, 0], columns: [1, 0, 1], all: [3], apart: [3, 0] }),
  refusals: [severalAxes],
});
