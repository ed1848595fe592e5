import { printShape, type Shape } from "../ir/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface WrongRank {
  /** `[N, C, H, W]`, or a number of axes in words. */
  readonly expected: string;
  readonly got: Shape;
}

export const wrongRank: ProblemDefinition<"wrong-rank", WrongRank> = {
  code: "wrong-rank",
  severity: "error",
  sentence: ({ expected, got }, op) =>
    `${op.name} expects ${expected}, but the input has the shape ${printShape(got)}.`,
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
