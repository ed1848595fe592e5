import { type Dim, printDim, printShapeShort, type Shape } from "../ir/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface ConcatMismatch {
  /** The axis on which the sizes differ, not the one that is joined. */
  readonly axis: number;
  readonly expected: Dim;
  readonly got: Dim;
  readonly left: Shape;
  readonly right: Shape;
  /** Whether all of them could be joined along axis 1, that of channels, while another one is given. */
  readonly fitsChannels: boolean;
}

export const concatMismatch: ProblemDefinition<"concat-mismatch", ConcatMismatch> = {
  code: "concat-mismatch",
  severity: "error",
  sentence: ({ axis, expected, got, left, right, fitsChannels }, op) =>
    `${op.name} needs equal sizes on axis ${axis}, but ${printShapeShort(left)} has ${printDim(expected)} and ${printShapeShort(right)} has ${printDim(got)}.${fitsChannels ? " They fit along axis 1: cat([…], 1)." : ""}`,
  page: {
    meaning:
      "Tensors that are concatenated must have equal sizes on every axis except the one along which " +
      "they are joined. The branches of an inception module keep their height and width by padding.",
    example: `
import { cat, randn } from "cnn-blocks";

cat([randn(1, 64, 28, 28), randn(1, 32, 26, 26)], 1);
`,
    instead: `
import { cat, randn } from "cnn-blocks";

cat([randn(1, 64, 28, 28), randn(1, 32, 28, 28)], 1);
`,
  },
};
