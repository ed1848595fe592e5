import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotAList {
  /** "a Tensor", "undefined": what came instead. */
  readonly what: string;
}

export const notAList: ProblemDefinition<"not-a-list", NotAList> = {
  code: "not-a-list",
  severity: "error",
  sentence: ({ what }, op) =>
    `${op.name} takes its tensors in one array, but got ${what}. Write ${op.name}([a, b], 1).`,
  page: {
    meaning:
      "Tensors that are joined are given in one array, as in PyTorch, and the axis after it. Given one by one, the second " +
      "would be taken for the axis.",
    example: `
import { cat, randn } from "cnn-blocks";

cat(randn(1, 64, 28, 28));
`,
    instead: `
import { cat, randn } from "cnn-blocks";

cat([randn(1, 64, 28, 28), randn(1, 32, 28, 28)], 1);
`,
  },
};
