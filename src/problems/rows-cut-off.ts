import { plural } from "../words/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface RowsCutOff {
  /** What slides. */
  readonly op: string;
  /** The input's size along the axes that it slides over. */
  readonly input: readonly number[];
  /** How many rows and columns at the end no window reaches. */
  readonly lost: readonly number[];
}

export const rowsCutOff: ProblemDefinition<"rows-cut-off", RowsCutOff> = {
  code: "rows-cut-off",
  severity: "hint",
  runs: true,
  sentence: ({ op, input, lost }) =>
    `No window of ${op} reaches the last ${edges(lost)} of an input of ${input.join("×")}.`,
  page: {
    meaning:
      "The stride does not divide what is left of the input after the first window, so the last rows or columns are never " +
      "read. Another input size, padding or `ceilMode: true` makes the windows reach them all. See Dumoulin & Visin 2016, " +
      '"A guide to convolution arithmetic", https://arxiv.org/abs/1603.07285.',
    example: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Conv2d(3, 16, 3, { padding: 1 }), new nn.ReLU(), new nn.MaxPool2d(2));
net(randn(1, 3, 15, 15));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Conv2d(3, 16, 3, { padding: 1 }), new nn.ReLU(), new nn.MaxPool2d(2, { ceilMode: true }));
net(randn(1, 3, 15, 15));
`,
  },
};

/** `1 row and 1 column`; by their number alone on other than two axes. */
function edges(lost: readonly number[]): string {
  const names = lost.length === 2 ? ["row", "column"] : lost.map(() => "place");
  const parts = lost.flatMap((count, axis) => (count === 0 ? [] : [plural(count, names[axis] ?? "place")]));
  return parts.join(" and ");
}
