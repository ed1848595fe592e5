import type { IntegerSetting } from "./setting.ts";

export const runRepetitions = {
  key: "run.repetitions",
  group: "Runs",
  order: 2,
  type: "integer",
  default: 5,
  minimum: 1,
  maximum: 1000,
  description:
    "The minimum number of timed runs after the warm-up. Small models repeat for at least 0.1 s. The preview shows the median.",
  flag: { name: "runs", example: "5", summary: "minimum number of timed runs after the warm-up (run)" },
} as const satisfies IntegerSetting;
