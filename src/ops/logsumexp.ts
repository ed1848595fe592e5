import { defineReduction, type ReductionAttrs, reductionExamples } from "./shared/reduction.ts";

/** Takes the logarithm of the sum of exponentials along some axes. */
export const logsumexp = defineReduction<"logsumexp", ReductionAttrs>({
  kind: "logsumexp",
  summary: "Takes the logarithm of the sum of exponentials along some axes.",
  fn: "logsumexp",
  examples: reductionExamples(
    {},
    {
      rows: [3.3265626412674703, 1.485413225832131],
      columns: [2.006715348489118, 1.1269280110429727, 3.0788897342925496],
      all: [3.473805215362581],
      apart: [2.475814985686639, 4.34965523740201],
    },
  ),
});
