import type { Diagnostic } from "./diagnostic.ts";
import { opName, word } from "./words.ts";

export const wrongInputCount: Diagnostic<"wrong-input-count"> = {
  code: "wrong-input-count",
  severity: "error",
  message(problem) {
    const [expected, got] = [word(problem, "expected"), word(problem, "got")];
    return `${opName(problem)} expects ${expected} ${expected === "1" ? "tensor" : "tensors"}, got ${got}.`;
  },
  doc: {
    meaning: "The op was given more or fewer tensors than it works on.",
    example: ['import { cat } from "cnn-blocks";', "", "cat([], 1);"].join("\n"),
    instead: [
      'import { cat, randn } from "cnn-blocks";',
      "",
      "cat([randn(1, 64, 28, 28), randn(1, 32, 28, 28)], 1);",
    ].join("\n"),
  },
};
