import type { Diagnostic } from "./diagnostic.ts";
import { word } from "./words.ts";

export const unsupportedSyntax: Diagnostic<"unsupported-syntax"> = {
  code: "unsupported-syntax",
  severity: "information",
  message(problem) {
    return `The analysis does not follow ${word(problem, "what")}; what depends on it is unknown.`;
  },
  doc: {
    meaning:
      "The file is interpreted, not run, and this part of the language is not followed. The model " +
      "may well be right; its shapes from here on are unknown.",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      'const { channels } = await import("./settings.ts");',
      "new nn.Conv2d(3, channels, 3)(randn(1, 3, 8, 8));",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const channels = 8;",
      "new nn.Conv2d(3, channels, 3)(randn(1, 3, 8, 8));",
    ].join("\n"),
  },
};
