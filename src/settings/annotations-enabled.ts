import type { BooleanSetting } from "./setting.ts";

export const annotationsEnabled = {
  key: "annotations.enabled",
  group: "Annotations",
  order: 1,
  type: "boolean",
  default: true,
  description:
    "Shows annotations in model files: inlay hints, code lenses and hovers. Problems are always reported. The command **CNN Blocks: Toggle Annotations** switches them.",
} as const satisfies BooleanSetting;
