import type { ChoiceSetting } from "./setting.ts";

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
    "Which inlay hints there are. `inlayHints.shapes` and `inlayHints.parameters` switch each kind of them off.",
} as const satisfies ChoiceSetting;
