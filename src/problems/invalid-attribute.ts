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
    value === "undefined"
      ? `${op.name}: ${name} is missing or undefined. It must be ${expected}.`
      : `${op.name}: ${name} must be ${expected}, but is ${printValue(value)}.${slipOf(value)}`,
  page: {
    meaning:
      "An argument of a layer has a value that is wrong for every input: a negative number of channels, " +
      "a kernel of size 0, a size as a text, or nothing at all where an argument is left out.",
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

/** Habits of Python, and of files in which everything is text. */
function slipOf(value: Dim | Shape | string): string {
  if (value === "an object") return " Write the value itself: only options go into an object.";
  return typeof value === "string" && /^"-?\d+(\.\d+)?"$/.test(value)
    ? ` Write it without quotes: ${value.slice(1, -1)}.`
    : "";
}
