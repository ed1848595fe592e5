import { printShapeShort, type Shape } from "../ir/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface ReshapeMismatch {
  readonly from: Shape;
  readonly to: Shape;
}

export const reshapeMismatch: ProblemDefinition<"reshape-mismatch", ReshapeMismatch> = {
  code: "reshape-mismatch",
  severity: "error",
  sentence: ({ from, to }, op) =>
    `${op.name} cannot turn ${printShapeShort(from)} into ${printShapeShort(to)}: the numbers of elements differ.`,
  page: {
    meaning: "A reshape keeps every element, so the sizes before and after must have the same product.",
    example: `
import { randn } from "cnn-blocks";

randn(1, 16, 5, 5).reshape(1, 256);
`,
    instead: `
import { randn } from "cnn-blocks";

randn(1, 16, 5, 5).reshape(1, 400);
`,
  },
};
