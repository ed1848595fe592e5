import { didYouMean } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface UnknownOption {
  readonly name: string;
  /** The names of all options. */
  readonly options: readonly string[];
  /** The option that resembles the name, where there is one. */
  readonly meant: string | null;
}

export const unknownOption: ProblemDefinition<"unknown-option", UnknownOption> = {
  code: "unknown-option",
  severity: "warning",
  sentence: ({ name, options, meant }) =>
    `There is no option ${name}.${meant === null ? ` The options are ${options.join(", ")}.` : didYouMean(meant)}`,
  page: {
    meaning: "The library has no option of this name, so the layer would ignore it.",
    example: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, 8, 3, { strides: 2 })(randn(1, 3, 9, 9));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, 8, 3, { stride: 2 })(randn(1, 3, 9, 9));
`,
  },
};
