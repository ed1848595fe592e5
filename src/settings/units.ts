import type { ChoiceSetting } from "./setting.ts";

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
} as const satisfies ChoiceSetting;
