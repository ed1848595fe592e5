import { printShape, type Shape } from "../ir/index.ts";
import { didYouMean } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface WrongRank {
  /** `[N, C, H, W]`, or a number of axes in words. */
  readonly expected: string;
  readonly got: Shape;
  /** If another layer of the same kind would take such an input: over how many axes that one works. */
  readonly suits?: 1 | 2 | 3;
  /** Whether it is a single image, where a batch is expected. */
  readonly lacksBatch?: true;
}

export const wrongRank: ProblemDefinition<"wrong-rank", WrongRank> = {
  code: "wrong-rank",
  severity: "error",
  sentence: ({ expected, got, suits, lacksBatch }, op) =>
    `${op.name} expects ${expected}, but the input has the shape ${printShape(got)}.` +
    (lacksBatch ? " Its batch is missing: unsqueeze(0) makes one of a single image." : "") +
    (suits === undefined ? "" : didYouMean(siblingOf(op.name, suits))),
  page: {
    meaning:
      "The tensor has more or fewer axes than the layer works on. Layers for images expect batch, " +
      "channels, height and width.",
    example: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3);
conv(randn(3, 32));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3);
conv(randn(1, 3, 32, 32));
`,
  },
};

/** `Conv1d` of `Conv2d`; null where the name says nothing of axes. */
function siblingOf(name: string, axes: number): string | null {
  const sibling = name.replace(/[123]d$/, `${axes}d`);
  return sibling === name ? null : sibling;
}
