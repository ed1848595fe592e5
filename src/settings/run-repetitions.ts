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
  example: {
    code: 'import { nn, randn } from "cnn-blocks";\nnew nn.Conv2d(256, 256, 3)(randn(1, 256, 112, 112));\n',
    value: 3,
    before: "… ms, median of 5 runs after a warm-up of … ms; shares are of all steps together",
    after: "… ms, median of 3 runs after a warm-up of … ms; shares are of all steps together",
  },
} as const satisfies IntegerSetting;
