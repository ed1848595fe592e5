import type { ProblemDefinition } from "./problem-definition.ts";

/** How many there would be is not known. */
export type TooManySteps = Readonly<Record<never, never>>;

export const tooManySteps: ProblemDefinition<"too-many-steps", TooManySteps> = {
  code: "too-many-steps",
  severity: "information",
  sentence: () =>
    "This takes too many steps to be followed here. What depends on it is unknown, and such a model is neither run nor exported.",
  page: {
    meaning:
      "The analysis follows the file step by step, and has about a hundred thousand steps for everything but layers and " +
      "loops whose end it can see. After an error, layers and loops count, too: mend that first. A computation that takes more may be correct, so this is not an error, but its result is " +
      "unknown. Write the number that it would find instead.",
    example: `
import { nn, randn } from "cnn-blocks";

const steps = (pairs: number[]): number => (pairs.length > 40 ? 1 : steps([...pairs, 0]) + steps([...pairs, 1]));
new nn.Conv2d(3, steps([]) % 64, 1)(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, 32, 1)(randn(1, 3, 8, 8));
`,
  },
};
