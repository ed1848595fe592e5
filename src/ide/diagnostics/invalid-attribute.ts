import type { Diagnostic } from "./diagnostic.ts";
import { opName, word } from "./words.ts";

export const invalidAttribute: Diagnostic<"invalid-attribute"> = {
  code: "invalid-attribute",
  severity: "error",
  message(problem) {
    const [name, value, expected] = [
      word(problem, "name"),
      word(problem, "value"),
      word(problem, "expected"),
    ];
    return `${opName(problem)}: ${name} must be ${expected}, is ${value}.`;
  },
  doc: {
    meaning:
      "An argument of a layer has a value that no layer can have, whatever its input: a negative " +
      "number of channels, a kernel of size 0, a stride of 0.",
    example: ['import { nn, randn } from "cnn-blocks";', "", "new nn.Conv2d(3, -1, 3);"].join("\n"),
    instead: ['import { nn, randn } from "cnn-blocks";', "", "new nn.Conv2d(3, 1, 3);"].join("\n"),
  },
};
