import type { BooleanSetting } from "./setting.ts";

export const inlayHintsParameters = {
  key: "inlayHints.parameters",
  group: "Annotations",
  order: 3,
  type: "boolean",
  default: true,
  annotation: true,
  description: "Shows the parameter count as an inlay hint where a layer or block is constructed.",
} as const satisfies BooleanSetting;
