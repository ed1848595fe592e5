import { type Dim, printDim } from "../ir/index.ts";
import { inputShapes } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface MatmulMismatch {
  /** Columns of the left matrix. */
  readonly left: Dim;
  /** Rows of the right one. */
  readonly right: Dim;
}

export const matmulMismatch: ProblemDefinition<"matmul-mismatch", MatmulMismatch> = {
  code: "matmul-mismatch",
  severity: "error",
  sentence: ({ left, right }, op) =>
    `${op.name} needs as many columns in its left matrix as rows in its right one, but they have ${printDim(left)} and ${printDim(right)}${inputShapes(op)}.`,
  page: {
    meaning:
      "A matrix product multiplies the rows of the left matrix by the columns of the right one, so the last axis of the " +
      "left tensor must be as long as the second-to-last axis of the right tensor. Often a transposition is missing: " +
      "`q.matmul(k.transpose(-2, -1))`.",
    example: `
import { randn } from "cnn-blocks";

const scores = randn(1, 49, 64).matmul(randn(1, 49, 64));
`,
    instead: `
import { randn } from "cnn-blocks";

const scores = randn(1, 49, 64).matmul(randn(1, 49, 64).transpose(-2, -1));
`,
  },
};
