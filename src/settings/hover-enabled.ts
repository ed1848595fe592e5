import { type BooleanSetting, exampleNet } from "./setting.ts";

export const hoverEnabled = {
  key: "hover.enabled",
  group: "Annotations",
  order: 5,
  type: "boolean",
  default: true,
  annotation: true,
  description: "Shows shapes, parameters and costs in hovers.",
  example: {
    code: exampleNet,
    value: false,
    before: "**Net** 2 layers",
    after: "",
  },
} as const satisfies BooleanSetting;
