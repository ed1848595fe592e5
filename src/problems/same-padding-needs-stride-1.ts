import { printShape, type Shape } from "../ir/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface SamePaddingNeedsStride1 {
  readonly stride: Shape;
}

export const samePaddingNeedsStride1: ProblemDefinition<
  "same-padding-needs-stride-1",
  SamePaddingNeedsStride1
> = {
  code: "same-padding-needs-stride-1",
  severity: "error",
  sentence: ({ stride }, op) =>
    `${op.name}: padding "same" needs stride 1, but the stride is ${printShape(stride)}.`,
  page: {
    meaning:
      'Padding "same" keeps height and width, which is impossible with a stride above 1. Give the padding as a number: ' +
      "(kernel − 1) / 2 halves an even size at stride 2.",
    example: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, 8, 3, { stride: 2, padding: "same" });
`,
    instead: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, 8, 3, { stride: 2, padding: 1 });
`,
  },
};
