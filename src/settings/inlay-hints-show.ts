import { type ChoiceSetting, exampleNet } from "./setting.ts";

export const inlayHintsShow = {
  key: "inlayHints.show",
  group: "Annotations",
  order: 2,
  type: "choice",
  default: "changes",
  choices: {
    changes: "Shapes where they change, and what layers cost",
    all: "Every tensor's shape, and what layers cost",
    problems: "Only shapes on lines that have a problem",
  },
  description:
    "Which inlay hints are shown. `inlayHints.shapes` and `inlayHints.parameters` switch off each kind.",
  example: {
    code: exampleNet,
    value: "all",
    before: "    return y.relu();",
    after: "    return y.relu(); N×8×(H − 2)×(W − 2)",
  },
} as const satisfies ChoiceSetting;
