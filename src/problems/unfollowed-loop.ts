import type { ProblemDefinition } from "./problem-definition.ts";

export interface UnfollowedLoop {
  /** What it has too much of. */
  readonly limit: "steps" | "layers";
}

export const unfollowedLoop: ProblemDefinition<"unfollowed-loop", UnfollowedLoop> = {
  code: "unfollowed-loop",
  severity: "information",
  sentence: ({ limit }) =>
    `This loop has too many ${limit} to be followed here. What depends on it is unknown, and such a model is neither run nor exported.`,
  page: {
    meaning:
      "The analysis follows loops step by step. One that comes visibly nearer to its end, as by counting up, may take about half " +
      "a million steps and 25,000 layers, any other some ten thousand steps. A loop that takes more may be right, so this " +
      "is not an error; but what it changes is unknown from there on. Write down the number that it would find.",
    example: `
import { nn, randn } from "cnn-blocks";

let width = 1;
while (width * width < 1e9) width += 1 / 64;
new nn.Conv2d(3, Math.floor(width), 1)(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const width = Math.floor(Math.sqrt(1e9));
new nn.Conv2d(3, width, 1)(randn(1, 3, 8, 8));
`,
  },
};
