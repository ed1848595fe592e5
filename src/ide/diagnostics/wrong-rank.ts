import type { Diagnostic } from "./diagnostic.ts";
import { opName, word } from "./words.ts";

export const wrongRank: Diagnostic<"wrong-rank"> = {
  code: "wrong-rank",
  severity: "error",
  message(problem) {
    return `${opName(problem)} expects ${word(problem, "expected")}, input is ${word(problem, "got")}.`;
  },
  doc: {
    meaning:
      "The tensor has more or fewer axes than the layer works on. Layers for images expect batch, " +
      "channels, height and width.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const conv = new nn.Conv2d(3, 8, 3);",
      "conv(randn(3, 32));",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const conv = new nn.Conv2d(3, 8, 3);",
      "conv(randn(1, 3, 32, 32));",
    ].join("\n"),
  },
};
