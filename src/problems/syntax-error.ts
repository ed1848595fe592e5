import type { ProblemDefinition } from "./problem-definition.ts";

export interface SyntaxError {
  /** What the parser says, with its full stop. */
  readonly message: string;
}

export const syntaxError: ProblemDefinition<"syntax-error", SyntaxError> = {
  code: "syntax-error",
  severity: "warning",
  sentence: ({ message }) => `The analysis stops at a syntax error: ${message}`,
  page: {
    meaning:
      "This file, or one that it imports, is not valid TypeScript at a place that a model depends on. " +
      "Everything before the error is still analysed.",
    example: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3;
conv(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3);
conv(randn(1, 3, 8, 8));
`,
  },
};
