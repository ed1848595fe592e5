import type { Diagnostic } from "./diagnostic.ts";
import { opName, word } from "./words.ts";

export const invalidAxis: Diagnostic<"invalid-axis"> = {
  code: "invalid-axis",
  severity: "error",
  message(problem) {
    const [axis, rank] = [word(problem, "axis"), word(problem, "rank")];
    return `${opName(problem)}: there is no axis ${axis} in a tensor of ${rank} axes.`;
  },
  doc: {
    meaning:
      "Axes count from 0, or from the end with negative numbers: a tensor of four axes has 0 to 3 " +
      "and −4 to −1.",
    example: [
      'import { cat, randn } from "cnn-blocks";',
      "",
      "cat([randn(1, 64, 28, 28), randn(1, 32, 28, 28)], 4);",
    ].join("\n"),
    instead: [
      'import { cat, randn } from "cnn-blocks";',
      "",
      "cat([randn(1, 64, 28, 28), randn(1, 32, 28, 28)], 1);",
    ].join("\n"),
  },
};
