import { exactCount } from "../words/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface ModelTooLarge {
  readonly nodes: number;
}

export const modelTooLarge: ProblemDefinition<"model-too-large", ModelTooLarge> = {
  code: "model-too-large",
  severity: "error",
  sentence: ({ nodes }) =>
    `The model has more than ${exactCount(nodes)} operations, so the analysis stopped.`,
  page: {
    meaning: "The analysis keeps the graph of every model and stops when one grows too large to draw or run.",
    example: `
import { F, randn } from "cnn-blocks";

let x = randn(1, 1, 8, 8);
for (let i = 0; i < 1_000_000; i++) x = F.relu(x);
`,
    instead: `
import { F, randn } from "cnn-blocks";

let x = randn(1, 1, 8, 8);
for (let i = 0; i < 100; i++) x = F.relu(x);
`,
  },
};
