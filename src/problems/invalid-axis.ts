import { type Dim, printDim } from "../ir/index.ts";
import { plural } from "../words/index.ts";
import { inputShapes } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface InvalidAxis {
  readonly axis: Dim;
  /** How many axes the tensor has. */
  readonly rank: number;
}

export const invalidAxis: ProblemDefinition<"invalid-axis", InvalidAxis> = {
  code: "invalid-axis",
  severity: "error",
  sentence: ({ axis, rank }, op) =>
    `${op.name} works on axis ${printDim(axis)}, but the input has only ${plural(rank, "axis", "axes")}${inputShapes(op)}.`,
  page: {
    meaning:
      "Axes count from 0, or from the end with negative numbers: a tensor of four axes has the axes 0 " +
      "to 3, which are also −4 to −1.",
    example: `
import { cat, randn } from "cnn-blocks";

cat([randn(1, 64, 28, 28), randn(1, 32, 28, 28)], 4);
`,
    instead: `
import { cat, randn } from "cnn-blocks";

cat([randn(1, 64, 28, 28), randn(1, 32, 28, 28)], 1);
`,
  },
};
