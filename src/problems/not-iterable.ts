import { printThing, type Thing } from "../base/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotIterable {
  /** What is taken apart, as written; null where it has no short name. */
  readonly name: string | null;
  /** What it is. */
  readonly what: Thing;
  /** Whether properties are taken out of nothing, rather than elements out of what has none. */
  readonly byName: boolean;
}

export const notIterable: ProblemDefinition<"not-iterable", NotIterable> = {
  code: "not-iterable",
  severity: "error",
  sentence: ({ name, what, byName }) =>
    `${name ?? "This"} is ${printThing(what)}, ${byName ? "so nothing can be taken out of it" : "which has no elements to go through"}.`,
  page: {
    meaning:
      "A loop, a spread or a destructuring takes elements from something that has none, or properties from `undefined` or " +
      "`null`. Running the file throws here. Arrays, maps, sets, strings and module lists have elements; numbers and plain " +
      "objects do not. For an object, use `Object.values(…)`.",
    example: `
import { nn, randn } from "cnn-blocks";

let x = randn(1, 3, 8, 8);
for (const block of 3) x = new nn.Conv2d(3, 3, 3)(x);
`,
    instead: `
import { nn, randn } from "cnn-blocks";

let x = randn(1, 3, 8, 8);
for (const block of [1, 2, 3]) x = new nn.Conv2d(3, 3, 3)(x);
`,
  },
};
