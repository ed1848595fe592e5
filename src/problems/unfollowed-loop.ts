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
      "The analysis follows loops step by step. A loop that visibly approaches its end, for example by counting up, may " +
      "take about half a million steps and make 25,000 layers; any other loop may take about ten thousand steps. A longer " +
      "loop may be correct, so this is not an error, but what it changes is unknown from there on. Write the number that it " +
      "would find instead.",
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
