import type { Diagnostic } from "./diagnostic.ts";
import { word } from "./words.ts";

export const notOptions: Diagnostic<"not-options"> = {
  code: "not-options",
  severity: "error",
  message(problem) {
    const names = word(problem, "options");
    return `This is ${word(problem, "what")}, and options come by name in one object: { ${names} }.`;
  },
  doc: {
    meaning:
      "What a layer must know comes one by one, what it may be told comes by name in one object. PyTorch takes " +
      "options one by one as well; here they would be ignored.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "new nn.Conv2d(3, 8, 3, 2)(randn(1, 3, 8, 8));",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "new nn.Conv2d(3, 8, 3, { stride: 2 })(randn(1, 3, 8, 8));",
    ].join("\n"),
  },
};
