import { type BooleanSetting, exampleNet } from "./setting.ts";

export const lintsEnabled = {
  key: "lints.enabled",
  group: "Analysis",
  order: 3,
  type: "boolean",
  default: true,
  description:
    "Gives advice on the design of a model, such as a bias that the norm after it removes or a branch that nothing uses. A comment " +
    "`// cnn-blocks-ignore`, with the advice's code or without, silences it on its line or, alone on a line, on the next one.",
  example: {
    code: exampleNet,
    value: false,
    before: "The bias of conv is lost in norm, which subtracts the mean: bias: false saves 8 parameters.",
    after: "",
  },
} as const satisfies BooleanSetting;
