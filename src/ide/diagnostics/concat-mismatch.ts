import type { Diagnostic } from "./diagnostic.ts";
import { word } from "./words.ts";

export const concatMismatch: Diagnostic<"concat-mismatch"> = {
  code: "concat-mismatch",
  severity: "error",
  message(problem) {
    const [left, right] = [word(problem, "left"), word(problem, "right")];
    const [axis, expected, got] = [word(problem, "axis"), word(problem, "expected"), word(problem, "got")];
    return `cat expects size ${expected} along axis ${axis}, got ${got}: ${left} beside ${right}.`;
  },
  doc: {
    meaning:
      "Tensors that are concatenated must agree in every size except the one along which they are " +
      "joined. The branches of an inception module keep their height and width by padding.",
    example: [
      'import { cat, randn } from "cnn-blocks";',
      "",
      "cat([randn(1, 64, 28, 28), randn(1, 32, 26, 26)], 1);",
    ].join("\n"),
    instead: [
      'import { cat, randn } from "cnn-blocks";',
      "",
      "cat([randn(1, 64, 28, 28), randn(1, 32, 28, 28)], 1);",
    ].join("\n"),
  },
};
