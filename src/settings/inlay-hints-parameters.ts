import { type BooleanSetting, exampleNet } from "./setting.ts";

export const inlayHintsParameters = {
  key: "inlayHints.parameters",
  group: "Annotations",
  order: 3,
  type: "boolean",
  default: true,
  annotation: true,
  description: "Shows the parameter count as an inlay hint where a layer or block is constructed.",
  example: {
    code: exampleNet,
    value: false,
    before: "  norm = new nn.BatchNorm2d(8); 16 params",
    after: "  norm = new nn.BatchNorm2d(8);",
  },
} as const satisfies BooleanSetting;
