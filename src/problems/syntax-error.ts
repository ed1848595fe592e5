import type { ProblemDefinition } from "./problem-definition.ts";

export interface SyntaxError {
  /** What is wrong, as a sentence with its full stop. */
  readonly message: string;
}

export const syntaxError: ProblemDefinition<"syntax-error", SyntaxError> = {
  code: "syntax-error",
  severity: "warning",
  sentence: ({ message }) => `With this syntax error the file does not run: ${message}`,
  page: {
    meaning:
      "This file, or one that it imports, is not valid TypeScript, or no JavaScript engine would take what is left of it " +
      "without its types: a name that is declared twice, `await` in a function that is not async, `{ padding = 1 }`. " +
      "It is still analysed as far as it can be read.",
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
