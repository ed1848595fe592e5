import { exampleNet, type IntegerSetting } from "./setting.ts";

export const inlayHintsMaxLength = {
  key: "inlayHints.maxLength",
  group: "Annotations",
  order: 3,
  type: "integer",
  default: 25,
  minimum: 12,
  maximum: 100,
  description:
    "How many characters an inlay hint may have. A longer one shows `…` instead of its formulas; the hover has them in full. VS Code shortens all hints of a line together, by its own setting `editor.inlayHints.maximumLength`.",
  example: {
    code: exampleNet,
    value: 12,
    before: "    const y = this.norm(this.conv(x)); N×8×(H − 2)×(W − 2)",
    after: "    const y = this.norm(this.conv(x)); N×8×…×…",
  },
} as const satisfies IntegerSetting;
