import type { ProblemDefinition } from "./problem-definition.ts";

export interface UnsupportedSyntax {
  readonly what: string;
}

export const unsupportedSyntax: ProblemDefinition<"unsupported-syntax", UnsupportedSyntax> = {
  code: "unsupported-syntax",
  severity: "information",
  sentence: ({ what }) => `The analysis does not follow ${what}, so what depends on it is unknown.`,
  page: {
    meaning:
      "The file is interpreted, not run, and this part of the language is not followed. The model may well be correct, but " +
      "its shapes from here on are unknown.",
    example: `
import { nn, randn } from "cnn-blocks";

const { channels } = await import("./settings-" + new Date().getFullYear() + ".ts");
new nn.Conv2d(3, channels, 3)(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const channels = 8;
new nn.Conv2d(3, channels, 3)(randn(1, 3, 8, 8));
`,
  },
};
