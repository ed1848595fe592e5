import type { Diagnostic } from "./diagnostic.ts";
import { countWord } from "./words.ts";

export const modelTooLarge: Diagnostic<"model-too-large"> = {
  code: "model-too-large",
  severity: "error",
  message(problem) {
    return `The model has more than ${countWord(problem, "nodes")} operations; the analysis gave it up.`;
  },
  doc: {
    meaning: "The analysis keeps the graph of every model and gives up on one that grows beyond all use.",
    example: [
      'import { F, randn } from "cnn-blocks";',
      "",
      "let x = randn(1, 1, 8, 8);",
      "for (let i = 0; i < 1_000_000; i++) x = F.relu(x);",
    ].join("\n"),
    instead: [
      'import { F, randn } from "cnn-blocks";',
      "",
      "let x = randn(1, 1, 8, 8);",
      "for (let i = 0; i < 100; i++) x = F.relu(x);",
    ].join("\n"),
  },
};
