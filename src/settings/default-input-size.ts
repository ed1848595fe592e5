import type { IntegerSetting } from "./setting.ts";

export const defaultInputSize = {
  key: "defaultInputSize",
  group: "Analysis",
  order: 2,
  type: "integer",
  default: 224,
  minimum: 1,
  maximum: 4096,
  description:
    "Height and width of a model's input where the file states none by a call, a `/** @input 1x3x224x224 */` comment or a static `exampleInput`. Shapes that follow from it are marked as assumed.",
  flag: {
    name: "default-input-size",
    example: "224",
    summary: "height and width of an input that the file does not state",
  },
} as const satisfies IntegerSetting;
