import type { Diagnostic } from "./diagnostic.ts";
import { opName, word } from "./words.ts";

export const shapeMismatch: Diagnostic<"shape-mismatch"> = {
  code: "shape-mismatch",
  severity: "error",
  message(problem) {
    const [left, right] = [word(problem, "left"), word(problem, "right")];
    return `${opName(problem)} cannot combine ${left} with ${right}: sizes must be equal, or 1.`;
  },
  doc: {
    meaning:
      "Two tensors are combined element by element, and along some axis their sizes are neither " +
      "equal nor 1. Beside a residual connection it means that the branch changes the shape: give " +
      "the shortcut a 1×1 convolution with the same stride and channels.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const branch = new nn.Conv2d(64, 128, 3, { stride: 2, padding: 1 });",
      "const x = randn(1, 64, 32, 32);",
      "branch(x).add(x);",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const branch = new nn.Conv2d(64, 128, 3, { stride: 2, padding: 1 });",
      "const shortcut = new nn.Conv2d(64, 128, 1, { stride: 2 });",
      "const x = randn(1, 64, 32, 32);",
      "branch(x).add(shortcut(x));",
    ].join("\n"),
  },
};
