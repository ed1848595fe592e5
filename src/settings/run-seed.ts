import { exampleNet, type IntegerSetting } from "./setting.ts";

export const runSeed = {
  key: "run.seed",
  group: "Runs",
  order: 1,
  type: "integer",
  default: 0,
  minimum: 0,
  description: "The seed of random weights and inputs. The same seed gives the same output.",
  flag: { name: "seed", example: "0", summary: "the seed of random weights and inputs (run, export)" },
  example: {
    code: exampleNet.replace('"N", 3, "H", "W"', "1, 3, 32, 32"),
    value: 7,
    before: "Weights random, seed 0",
    after: "Weights random, seed 7",
  },
} as const satisfies IntegerSetting;
