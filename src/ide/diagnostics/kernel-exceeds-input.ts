import type { Diagnostic } from "./diagnostic.ts";
import { opName, shapeInBrackets, word } from "./words.ts";

export const kernelExceedsInput: Diagnostic<"kernel-exceeds-input"> = {
  code: "kernel-exceeds-input",
  severity: "error",
  message(problem) {
    const [kernel, axis, input] = [word(problem, "kernel"), word(problem, "axis"), word(problem, "input")];
    return `${opName(problem)}: the kernel covers ${kernel} pixels of ${axis}, the padded input has ${input}${shapeInBrackets(problem)}.`;
  },
  doc: {
    meaning:
      "The window is larger than the padded input, so there is no place to put it. The picture was " +
      "made too small by earlier strides and poolings, or padding is missing.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const conv = new nn.Conv2d(3, 8, 7);",
      "conv(randn(1, 3, 5, 5));",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const conv = new nn.Conv2d(3, 8, 7, { padding: 3 });",
      "conv(randn(1, 3, 5, 5));",
    ].join("\n"),
  },
};
