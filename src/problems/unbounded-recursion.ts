import type { ProblemDefinition } from "./problem-definition.ts";

export interface UnboundedRecursion {
  readonly name: string;
  readonly depth: number;
}

export const unboundedRecursion: ProblemDefinition<"unbounded-recursion", UnboundedRecursion> = {
  code: "unbounded-recursion",
  severity: "error",
  sentence: ({ name, depth }) =>
    `${name} calls itself without end; the analysis stopped after ${depth} nested calls.`,
  page: {
    meaning:
      "A function, constructor or forward calls itself again and again, and nothing changes that could end it. What depends " +
      "on it is unknown. A recursion that is merely deeper than the analysis follows gets a note instead.",
    example: `
import { randn, type Tensor } from "cnn-blocks";

function deeper(x: Tensor): Tensor {
  return deeper(x);
}

deeper(randn(1, 3, 8, 8));
`,
    instead: `
import { F, randn, type Tensor } from "cnn-blocks";

function deeper(x: Tensor, depth: number): Tensor {
  return depth === 0 ? x : deeper(F.relu(x), depth - 1);
}

deeper(randn(1, 3, 8, 8), 3);
`,
  },
};
