import type { Diagnostic } from "./diagnostic.ts";
import { word } from "./words.ts";

export const syntaxError: Diagnostic<"syntax-error"> = {
  code: "syntax-error",
  severity: "warning",
  message(problem) {
    return `The analysis stops at a syntax error: ${word(problem, "message")}`;
  },
  doc: {
    meaning:
      "The file that stands here, or one that it imports, cannot be read as TypeScript where a " +
      "model depends on it. Everything before the fault is still analysed.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const conv = new nn.Conv2d(3, 8, 3;",
      "conv(randn(1, 3, 8, 8));",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const conv = new nn.Conv2d(3, 8, 3);",
      "conv(randn(1, 3, 8, 8));",
    ].join("\n"),
  },
};
