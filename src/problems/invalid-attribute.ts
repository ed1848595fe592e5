import type { Dim, Shape } from "../ir/index.ts";
import { printValue } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface InvalidAttribute {
  readonly name: string;
  readonly value: Dim | Shape | string;
  /** The rest of "must be …". */
  readonly expected: string;
}

export const invalidAttribute: ProblemDefinition<"invalid-attribute", InvalidAttribute> = {
  code: "invalid-attribute",
  severity: "error",
  sentence: ({ name, value, expected }, op) =>
    `${op.name}: ${name} must be ${expected}, but is ${printValue(value)}.`,
  page: {
    meaning:
      "An argument of a layer has a value that is wrong for every input: a negative number of channels, " +
      "a kernel of size 0, a stride of 0.",
    example: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, -1, 3);
`,
    instead: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, 1, 3);
`,
  },
};
