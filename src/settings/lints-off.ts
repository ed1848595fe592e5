import { exampleNet, type ListSetting } from "./setting.ts";

export const lintsOff = {
  key: "lints.off",
  group: "Analysis",
  order: 4,
  type: "list",
  default: [],
  choices: {
    "bias-before-norm": "A bias that the norm after it removes",
    "rows-cut-off": "Rows or columns that no window reaches",
    "short-sighted-head": "Global pooling over places that see little of the input",
    "heavy-linear": "A linear layer with most of the parameters",
    "missing-activation": "Two convolutions without an activation between them",
    "softmax-at-the-end": "A softmax where PyTorch's loss expects scores",
    "idle-lanes": "Channels that do not fill blocks of 8",
    "norm-of-one-value": "A batch norm over one value per channel",
    "dead-branch": "Calculations that no output uses",
    "depthwise-alone": "A depthwise convolution without a pointwise one",
    "widening-bottleneck": "A bottleneck whose middle is its widest part",
    "unused-layer": "A layer that no call reaches",
  },
  description: "Codes of the advice to leave out.",
  example: {
    code: exampleNet,
    value: ["bias-before-norm"],
    before: "The bias of conv is lost in norm, which subtracts the mean: bias: false saves 8 parameters.",
    after: "",
  },
} as const satisfies ListSetting;
