import { printThing, type Thing } from "../base/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotAClass {
  /** What stands behind `new`, as written; null where it has no short name. */
  readonly name: string | null;
  /** What it is. */
  readonly what: Thing;
}

export const notAClass: ProblemDefinition<"not-a-class", NotAClass> = {
  code: "not-a-class",
  severity: "error",
  sentence: ({ name, what }) => `${name ?? "This"} is ${printThing(what)}: only a class can stand after new.`,
  page: {
    meaning:
      "Only classes make instances. `new` does not work on a function, on a layer that has already been made or on any " +
      "other value: running the file throws here.",
    example: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3);
const other = new conv();
conv(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3);
const other = new nn.Conv2d(3, 8, 3);
conv(randn(1, 3, 8, 8));
`,
  },
};
