import { type BooleanSetting, exampleNet } from "./setting.ts";

export const codeLensEnabled = {
  key: "codeLens.enabled",
  group: "Annotations",
  order: 4,
  type: "boolean",
  default: true,
  annotation: true,
  description: "Shows totals and the links to preview and run above a model as a code lens.",
  example: {
    code: exampleNet,
    value: false,
    before: "Run",
    after: "",
  },
} as const satisfies BooleanSetting;
