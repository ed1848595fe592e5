import type { Diagnostic } from "./diagnostic.ts";
import { optionalWord, word } from "./words.ts";

export const unknownOption: Diagnostic<"unknown-option"> = {
  code: "unknown-option",
  severity: "error",
  message(problem) {
    const missing = `There is no option ${word(problem, "name")}`;
    const meant = optionalWord(problem, "meant");
    return meant === null
      ? `${missing} here; there are ${word(problem, "options")}.`
      : `${missing} here; it is called ${meant}.`;
  },
  doc: {
    meaning: "The library has no such option, so the layer would be as if nothing had been said.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "new nn.Conv2d(3, 8, 3, { strides: 2 })(randn(1, 3, 8, 8));",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "new nn.Conv2d(3, 8, 3, { stride: 2 })(randn(1, 3, 8, 8));",
    ].join("\n"),
  },
};
