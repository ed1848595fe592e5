import type { Diagnostic } from "./diagnostic.ts";
import { countWord } from "./words.ts";

export const endlessLoop: Diagnostic<"endless-loop"> = {
  code: "endless-loop",
  severity: "error",
  message(problem) {
    return `This loop did not end after ${countWord(problem, "steps")} steps; the analysis gave it up.`;
  },
  doc: {
    meaning:
      "The analysis follows loops step by step and gives up on one that shows no end. What depends " +
      "on it is unknown.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "while (true) {",
      "  new nn.Conv2d(3, 8, 3);",
      "}",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "for (let i = 0; i < 4; i++) {",
      "  new nn.Conv2d(3, 8, 3);",
      "}",
    ].join("\n"),
  },
};
