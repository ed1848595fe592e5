import { plural } from "../words/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface SpareArgument {
  /** What is called. */
  readonly name: string;
  /** How many arguments it takes at most. */
  readonly most: number;
  readonly given: number;
}

export const spareArgument: ProblemDefinition<"spare-argument", SpareArgument> = {
  code: "spare-argument",
  severity: "warning",
  sentence: ({ name, most, given }) =>
    `${name} takes ${most === 0 ? "no arguments" : plural(most, "argument")}, but got ${given}. ${ignored(most, given)}`,
  page: {
    meaning:
      "PyTorch refuses surplus arguments. Here the file runs, but the library never sees what is passed after its last " +
      "parameter: a layer that was meant to be added is not in the model.",
    example: `
import { nn, randn } from "cnn-blocks";

const stem = new nn.Sequential();
stem.append(new nn.Conv2d(3, 16, 3), new nn.ReLU());
stem(randn(1, 3, 32, 32));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const stem = new nn.Sequential();
stem.append(new nn.Conv2d(3, 16, 3)).append(new nn.ReLU());
stem(randn(1, 3, 32, 32));
`,
  },
};

function ignored(most: number, given: number): string {
  if (given - most > 1) return most === 0 ? "They are ignored." : "The others are ignored.";
  return most === 0 ? "It is ignored." : "The last is ignored.";
}
