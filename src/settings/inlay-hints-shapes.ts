import { type BooleanSetting, exampleNet } from "./setting.ts";

export const inlayHintsShapes = {
  key: "inlayHints.shapes",
  group: "Annotations",
  order: 2,
  type: "boolean",
  default: true,
  annotation: true,
  description: "Shows a tensor's shape as an inlay hint where it changes.",
  example: {
    code: exampleNet,
    value: false,
    before: "  forward(x: Tensor) { N×3×H×W",
    after: "  forward(x: Tensor) {",
  },
} as const satisfies BooleanSetting;
