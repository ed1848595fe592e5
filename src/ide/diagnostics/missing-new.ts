import type { Diagnostic } from "./diagnostic.ts";
import { word } from "./words.ts";

export const missingNew: Diagnostic<"missing-new"> = {
  code: "missing-new",
  severity: "error",
  message(problem) {
    return `${word(problem, "name")} is a class: it needs new before it to make a module.`;
  },
  doc: {
    meaning:
      "Python makes an instance by calling the class; TypeScript does so by new. What is called without it " +
      "throws when the file runs.",
    example: ['import { nn, randn } from "cnn-blocks";', "", "nn.Conv2d(3, 8, 3)(randn(1, 3, 8, 8));"].join(
      "\n",
    ),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "new nn.Conv2d(3, 8, 3)(randn(1, 3, 8, 8));",
    ].join("\n"),
  },
};
