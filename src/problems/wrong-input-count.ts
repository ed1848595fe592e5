import { plural } from "../words/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface WrongInputCount {
  readonly expected: number;
  /** Whether more would do. */
  readonly orMore?: true;
  readonly got: number;
}

export const wrongInputCount: ProblemDefinition<"wrong-input-count", WrongInputCount> = {
  code: "wrong-input-count",
  severity: "error",
  sentence: ({ expected, orMore, got }, op) =>
    `${op.name} expects ${orMore ? "at least " : ""}${plural(expected, "tensor")}, but was given ${got}.`,
  page: {
    meaning: "The op was given more or fewer tensors than it takes.",
    example: `
import { cat } from "cnn-blocks";

cat([], 1);
`,
    instead: `
import { cat, randn } from "cnn-blocks";

cat([randn(1, 64, 28, 28), randn(1, 32, 28, 28)], 1);
`,
  },
};
