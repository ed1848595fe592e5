import type { ProblemDefinition } from "./problem-definition.ts";

export interface MissingNew {
  readonly name: string;
  /** The field that holds the class, where an instance was meant: `this.act`. */
  readonly field?: string;
}

export const missingNew: ProblemDefinition<"missing-new", MissingNew> = {
  code: "missing-new",
  severity: "error",
  sentence: ({ name, field }) =>
    field === undefined
      ? `${name} is a class: write new before it to make an instance.`
      : `${field} is the class ${name} itself: make an instance with new ${name}(…) where the field is set.`,
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
