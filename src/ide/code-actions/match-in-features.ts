import type { CodeAction } from "./code-action.ts";
import { writeWhatCame } from "./write-what-came.ts";

export const matchInFeatures: CodeAction<"feature-mismatch"> = {
  id: "match-in-features",
  summary: "Builds the linear layer for the features that its input has.",
  fixes: ["feature-mismatch"],
  example: {
    before: 'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Linear(256, 10)(randn(1, 400));\n',
    after: 'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Linear(400, 10)(randn(1, 400));\n',
  },
  offers(sources, problem) {
    // The number of features would hold for this one batch only.
    if (problem.related.some(({ data }) => data.kind === "batch-folded")) return [];
    // An image that should have been flattened has the wrong rank, not the wrong number of features.
    const [input = []] = problem.op?.inputs ?? [];
    return input.length > 2 ? [] : writeWhatCame(sources, problem, "features");
  },
};
