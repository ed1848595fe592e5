import { exampleNet, type IntegerSetting } from "./setting.ts";

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
  example: {
    code: exampleNet.slice(0, exampleNet.indexOf("const net")),
    value: 32,
    before: "    const y = this.norm(this.conv(x)); 1×8×222×222*",
    after: "    const y = this.norm(this.conv(x)); 1×8×30×30*",
  },
} as const satisfies IntegerSetting;
