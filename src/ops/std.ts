import type { Dim } from "../ir/index.ts";
import { finite } from "./shared/attributes.ts";
import { defineReduction, type ReductionAttrs, reductionExamples } from "./shared/reduction.ts";

export type StdAttrs = ReductionAttrs & {
  /** What is taken off the count that the squares are divided by; 1 makes the estimate of a sample unbiased. */
  readonly correction: Dim;
};

/** Takes the standard deviation along some axes. */
export const std = defineReduction<"std", StdAttrs>({
  kind: "std",
  summary: "Takes the standard deviation along some axes.",
  fn: "std",
  rules: { correction: finite },
  parameter: ({ correction }) => correction,
  examples: reductionExamples(
    { correction: 1 },
    {
      rows: [2.0816659994661326, 2.179449471770337],
      columns: [3.5355339059327378, Math.SQRT2, 1.7677669529663689],
      all: [2.15445275340785],
      apart: [1.7017148213885114, 3.095695936834452],
    },
  ),
});
