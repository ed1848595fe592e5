import type { Diagnostic } from "./diagnostic.ts";
import { word } from "./words.ts";

export const missingMember: Diagnostic<"missing-member"> = {
  code: "missing-member",
  severity: "error",
  message(problem) {
    return `There is no ${word(problem, "name")} in ${word(problem, "of")}.`;
  },
  doc: {
    meaning: "A layer, function or field is used that does not exist under this name.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const layer = new nn.Conv5d(3, 8, 3);",
      "layer(randn(1, 3, 8, 8));",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const layer = new nn.Conv2d(3, 8, 3);",
      "layer(randn(1, 3, 8, 8));",
    ].join("\n"),
  },
};
