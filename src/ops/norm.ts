import type { Dim } from "../ir/index.ts";
import { notZero } from "./shared/attributes.ts";
import { defineReduction, type ReductionAttrs, reductionExamples } from "./shared/reduction.ts";

export type NormAttrs = ReductionAttrs & {
  /** The power; 2 gives the Euclidean length. */
  readonly p: Dim;
};

/** Takes the length along some axes: the p-th root of the sum of p-th powers. */
export const norm = defineReduction<"norm", NormAttrs>({
  kind: "norm",
  summary: "Takes the length along some axes: the p-th root of the sum of p-th powers.",
  fn: "norm",
  rules: { p: notZero },
  parameter: ({ p }) => p,
  examples: reductionExamples(
    { p: 3 },
    {
      rows: [3.3019272488946263, 3.0411009977867],
      columns: [3.2710663101885897, 1.2599210498948732, 3.004622503458683],
      all: [4.002602473082917],
      apart: [2.577568367737886, 4.9186847344587274],
    },
  ),
});
