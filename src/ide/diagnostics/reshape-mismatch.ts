import type { Diagnostic } from "./diagnostic.ts";
import { opName, word } from "./words.ts";

export const reshapeMismatch: Diagnostic<"reshape-mismatch"> = {
  code: "reshape-mismatch",
  severity: "error",
  message(problem) {
    const [from, to] = [word(problem, "from"), word(problem, "to")];
    return `${opName(problem)} cannot lay out ${from} as ${to}: the numbers of elements differ.`;
  },
  doc: {
    meaning: "A reshape keeps every element, so the sizes before and after must have the same product.",
    example: ['import { randn } from "cnn-blocks";', "", "randn(1, 16, 5, 5).reshape(1, 256);"].join("\n"),
    instead: ['import { randn } from "cnn-blocks";', "", "randn(1, 16, 5, 5).reshape(1, 400);"].join("\n"),
  },
};
