import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotATensor {
  /** "an array", "a number": what came instead. */
  readonly what: string;
}

export const notATensor: ProblemDefinition<"not-a-tensor", NotATensor> = {
  code: "not-a-tensor",
  severity: "error",
  sentence: ({ what }, op) => `${op.name} expects a tensor, but got ${what}.`,
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
