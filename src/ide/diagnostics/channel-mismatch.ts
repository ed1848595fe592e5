import type { Diagnostic } from "./diagnostic.ts";
import { opName, shapeInBrackets, word } from "./words.ts";

export const channelMismatch: Diagnostic<"channel-mismatch"> = {
  code: "channel-mismatch",
  severity: "error",
  message(problem) {
    const [expected, got] = [word(problem, "expected"), word(problem, "got")];
    return `${opName(problem)} expects ${expected} channels, input has ${got}${shapeInBrackets(problem)}.`;
  },
  doc: {
    meaning:
      "A layer is built for a fixed number of input channels, the tensor's second size, and the " +
      "tensor that comes has another. It is told at the argument that fixes the number.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const conv = new nn.Conv2d(16, 8, 3);",
      "conv(randn(1, 3, 32, 32));",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const conv = new nn.Conv2d(3, 8, 3);",
      "conv(randn(1, 3, 32, 32));",
    ].join("\n"),
  },
};
