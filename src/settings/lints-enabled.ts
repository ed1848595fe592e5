import type { BooleanSetting } from "./setting.ts";

export const lintsEnabled = {
  key: "lints.enabled",
  group: "Analysis",
  order: 3,
  type: "boolean",
  default: true,
  description:
    "Gives advice on how a model is made: a bias that the norm behind it takes away, a branch that nothing uses. A comment " +
    "`// cnn-blocks-ignore`, with the advice's code or without, silences it on its line or, alone on a line, on the next one.",
} as const satisfies BooleanSetting;
