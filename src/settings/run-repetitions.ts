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
    "How often a model runs after its warm-up, at least; a small one runs for a tenth of a second. The preview shows the median.",
  flag: { name: "runs", example: "5", summary: "how often to measure after the warm-up, at least (run)" },
} as const satisfies IntegerSetting;
