import { printThing, type Thing } from "../base/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotAList {
  /** The function or class that takes the list. */
  readonly taker: string;
  readonly holds: "tensors" | "modules" | "numbers" | "parameters";
  /** What was given instead. */
  readonly what: Thing;
}

export const notAList: ProblemDefinition<"not-a-list", NotAList> = {
  code: "not-a-list",
  severity: "error",
  sentence: ({ taker, holds, what }) =>
    `${taker} takes its ${holds} in one array, but got ${printThing(what)}. Write ${calls[taker] ?? "[a, b]"}.`,
  page: {
    meaning:
      "Tensors that are joined, and the modules of a ModuleList, are given in one array, as in PyTorch. If they are given " +
      "one by one, all but the first are taken for something else.",
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

/** How functions that take a list are written. */
const calls: Readonly<Record<string, string>> = {
  cat: "cat([a, b], 1)",
  stack: "stack([a, b], 1)",
  meshgrid: "meshgrid([y, x])",
};
