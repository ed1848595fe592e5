import type { Diagnostic } from "./diagnostic.ts";
import { opName, word } from "./words.ts";

export const samePaddingNeedsStride1: Diagnostic<"same-padding-needs-stride-1"> = {
  code: "same-padding-needs-stride-1",
  severity: "error",
  message(problem) {
    return `${opName(problem)}: padding "same" needs stride 1, stride is ${word(problem, "stride")}.`;
  },
  doc: {
    meaning:
      'Padding "same" keeps height and width, which a stride above 1 cannot. Give the padding as a ' +
      "number: (kernel − 1) / 2 halves an even size at stride 2.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      'new nn.Conv2d(3, 8, 3, { stride: 2, padding: "same" });',
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "new nn.Conv2d(3, 8, 3, { stride: 2, padding: 1 });",
    ].join("\n"),
  },
};
