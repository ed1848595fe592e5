import type { Diagnostic } from "./diagnostic.ts";
import { opName, shapeInBrackets, word } from "./words.ts";

export const featureMismatch: Diagnostic<"feature-mismatch"> = {
  code: "feature-mismatch",
  severity: "error",
  message(problem) {
    const [expected, got] = [word(problem, "expected"), word(problem, "got")];
    return `${opName(problem)} expects ${expected} features, input has ${got}${shapeInBrackets(problem)}.`;
  },
  doc: {
    meaning:
      "A linear layer, or a layer norm, works on the last size of its input, and that is not its number of " +
      "features. After a convolution the tensor has to be flattened first, and then has channels × " +
      "height × width features.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const fc = new nn.Linear(256, 10);",
      "fc(randn(1, 400));",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const fc = new nn.Linear(400, 10);",
      "fc(randn(1, 400));",
    ].join("\n"),
  },
};
