import { type BooleanSetting, exampleNet } from "./setting.ts";

export const annotationsEnabled = {
  key: "annotations.enabled",
  group: "Annotations",
  order: 1,
  type: "boolean",
  default: true,
  description:
    "Shows annotations in model files: inlay hints, code lenses and hovers. Problems are always reported. The command **CNN Blocks: Toggle Annotations** switches them.",
  example: {
    code: exampleNet,
    value: false,
    before: "  norm = new nn.BatchNorm2d(8); 16 params",
    after: "  norm = new nn.BatchNorm2d(8);",
  },
} as const satisfies BooleanSetting;
