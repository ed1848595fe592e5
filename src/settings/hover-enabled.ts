import type { BooleanSetting } from "./setting.ts";

export const hoverEnabled = {
  key: "hover.enabled",
  group: "Annotations",
  order: 5,
  type: "boolean",
  default: true,
  annotation: true,
  description: "Shows shapes, parameters and costs in hovers.",
} as const satisfies BooleanSetting;
