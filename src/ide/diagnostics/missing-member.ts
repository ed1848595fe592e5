import type { Diagnostic } from "./diagnostic.ts";
import { optionalWord, word } from "./words.ts";

export const missingMember: Diagnostic<"missing-member"> = {
  code: "missing-member",
  severity: "error",
  message(problem) {
    const missing = `There is no ${word(problem, "name")} in ${word(problem, "of")}`;
    const meant = optionalWord(problem, "meant");
    if (meant === null) return `${missing}.`;
    return `${missing}; it is called ${meant}${meant.includes(".") ? "" : ', an export of "cnn-blocks" itself'}.`;
  },
  doc: {
    meaning:
      "A layer, function or field is used that does not exist under this name. Where the library has the same under " +
      "another one, as where PyTorch writes `F.max_pool2d`, the message names it and a fix writes it.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const layer = new nn.Conv5d(3, 8, 3);",
      "layer(randn(1, 3, 8, 8));",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const layer = new nn.Conv2d(3, 8, 3);",
      "layer(randn(1, 3, 8, 8));",
    ].join("\n"),
  },
};
