import type { BooleanSetting } from "./setting.ts";

export const inlayHintsShapes = {
  key: "inlayHints.shapes",
  group: "Annotations",
  order: 2,
  type: "boolean",
  default: true,
  annotation: true,
  description: "Shows a tensor's shape as an inlay hint where it changes.",
} as const satisfies BooleanSetting;
