import { exactCount } from "../words/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface ModelTooLarge {
  readonly nodes: number;
}

export const modelTooLarge: ProblemDefinition<"model-too-large", ModelTooLarge> = {
  code: "model-too-large",
  severity: "information",
  sentence: ({ nodes }) =>
    `The model has more than ${exactCount(nodes)} operations, so the analysis stopped.`,
  page: {
    meaning:
      "The analysis keeps the graph of every model and stops when one grows too large to draw or run. What depends on it is " +
      "unknown.",
    example: `
import { F, randn, type Tensor } from "cnn-blocks";

Array.from({ length: 30_000 }).reduce((x: Tensor) => F.relu(x), randn(1, 1, 8, 8));
`,
    instead: `
import { F, randn, type Tensor } from "cnn-blocks";

Array.from({ length: 100 }).reduce((x: Tensor) => F.relu(x), randn(1, 1, 8, 8));
`,
  },
};
