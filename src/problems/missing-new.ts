import type { ProblemDefinition } from "./problem-definition.ts";

export interface MissingNew {
  readonly name: string;
}

export const missingNew: ProblemDefinition<"missing-new", MissingNew> = {
  code: "missing-new",
  severity: "error",
  sentence: ({ name }) => `${name} is a class: write new before it to make an instance.`,
  page: {
    meaning:
      "Python makes an instance by calling the class; TypeScript needs new before it. Without new, the " +
      "file throws when it runs.",
    example: `
import { nn, randn } from "cnn-blocks";

nn.Conv2d(3, 8, 3)(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, 8, 3)(randn(1, 3, 8, 8));
`,
  },
};
