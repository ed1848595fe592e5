import { printThing, type Thing } from "../base/index.ts";
import type { Dim, Shape } from "../ir/index.ts";
import { isThing, printValue } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface InvalidAttribute {
  readonly name: string;
  readonly value: Dim | Shape | Thing | string;
  /** The rest of "must be …". */
  readonly expected: string;
}

export const invalidAttribute: ProblemDefinition<"invalid-attribute", InvalidAttribute> = {
  code: "invalid-attribute",
  severity: "error",
  sentence: ({ name, value, expected }, op) =>
    isThing(value) && value.kind === "undefined"
      ? `${op.name}: ${name} is missing or ${printThing(value)}. It must be ${expected}.`
      : `${op.name}: ${name} must be ${expected}, but is ${printValue(value)}.${slipOf(value, expected)}`,
  page: {
    meaning:
      "An argument of a layer has a value that is wrong for every input: a negative number of channels, a kernel of size 0, " +
      "a size given as text, or nothing at all where an argument is left out.",
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

/** Habits of Python, of files in which everything is text, and of widths that are scaled. */
function slipOf(value: InvalidAttribute["value"], expected: string): string {
  if (typeof value === "number" && value > 0 && value % 1 > 0 && expected.includes("whole number"))
    return value < 1 && expected.includes("above 0")
      ? " Round it up: Math.ceil(…)."
      : " Round it: Math.floor(…), or Math.round(…).";
  if (!isThing(value)) return "";
  if (value.kind === "object") return " Write the value itself: only options go into an object.";
  return value.kind === "text" && /^-?\d+(\.\d+)?$/.test(value.text)
    ? " It is a text: leave out its quotes, or make a number of it where it comes from: Number(…)."
    : "";
}
