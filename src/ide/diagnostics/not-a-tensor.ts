import type { Diagnostic } from "./diagnostic.ts";
import { opName, word } from "./words.ts";

export const notATensor: Diagnostic<"not-a-tensor"> = {
  code: "not-a-tensor",
  severity: "error",
  message(problem) {
    const what = word(problem, "what");
    const article = /^[aeiou]/i.test(what) ? "an" : "a";
    return `${opName(problem)} expects a tensor, got ${what === "null" ? what : `${article} ${what}`}.`;
  },
  doc: {
    meaning: "A layer was called with something else than a tensor.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const conv = new nn.Conv2d(3, 8, 3);",
      "conv([1, 3, 8, 8]);",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const conv = new nn.Conv2d(3, 8, 3);",
      "conv(randn(1, 3, 8, 8));",
    ].join("\n"),
  },
};
