import { exactCount } from "../words/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface EndlessLoop {
  readonly steps: number;
}

export const endlessLoop: ProblemDefinition<"endless-loop", EndlessLoop> = {
  code: "endless-loop",
  severity: "error",
  sentence: ({ steps }) =>
    `This loop did not end after ${exactCount(steps)} steps, so the analysis stopped it.`,
  page: {
    meaning:
      "The analysis follows loops step by step and stops one that shows no end. What depends on it is " +
      "unknown.",
    example: `
import { nn, randn } from "cnn-blocks";

while (true) {
  new nn.Conv2d(3, 8, 3);
}
`,
    instead: `
import { nn, randn } from "cnn-blocks";

for (let i = 0; i < 4; i++) {
  new nn.Conv2d(3, 8, 3);
}
`,
  },
};
