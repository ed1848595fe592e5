import { aPromise, awaitFirst } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotATensor {
  /** "an array", "undefined": what came instead. */
  readonly what: string;
}

/** How each of them usually gets there. */
const slips: ReadonlyMap<string, string> = new Map([
  ["undefined", " Is a return missing, or a name misspelt?"],
  ["an array", " A tensor of these sizes is randn(...sizes), one of these numbers tensor(numbers)."],
  ["a number", " To make a tensor of given sizes, write randn(1, 3, 32, 32)."],
  [aPromise, awaitFirst],
  ["a function", " Call it, so that its result is passed on."],
]);

export const notATensor: ProblemDefinition<"not-a-tensor", NotATensor> = {
  code: "not-a-tensor",
  severity: "error",
  sentence: ({ what }, op) => `${op.name} expects a tensor, but got ${what}.${slips.get(what) ?? ""}`,
  page: {
    meaning: "A layer or function was called with something other than a tensor.",
    example: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3);
conv([1, 3, 8, 8]);
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3);
conv(randn(1, 3, 8, 8));
`,
  },
};
