import { type ChoiceSetting, exampleNet } from "./setting.ts";

export const units = {
  key: "units",
  group: "Analysis",
  order: 1,
  type: "choice",
  default: "MACs",
  choices: {
    MACs: "Multiply–accumulates of convolutions, linear layers and matrix products",
    FLOPs: "Twice the multiply–accumulates",
  },
  description: "How the cost of a layer is counted. The unit is shown next to every number.",
  flag: { name: "units", example: "FLOPs", summary: "two FLOPs for every MAC (summary's text only)" },
  example: {
    code: exampleNet.replace('"N", 3, "H", "W"', "1, 3, 32, 32"),
    value: "FLOPs",
    before: "net · Net · 240 params · 194 KMACs",
    after: "net · Net · 240 params · 389 KFLOPs",
  },
} as const satisfies ChoiceSetting;
