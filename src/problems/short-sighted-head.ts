import type { ProblemDefinition } from "./problem-definition.ts";

export interface ShortSightedHead {
  /** What one place sees of the input. */
  readonly field: readonly number[];
  readonly input: readonly number[];
}

/** Reported where a place sees less than this share of the input on each axis. */
export const shortSightedShare = 0.25;

export const shortSightedHead: ProblemDefinition<"short-sighted-head", ShortSightedHead> = {
  code: "short-sighted-head",
  severity: "hint",
  runs: true,
  sentence: ({ field, input }) =>
    `Each place that is averaged here sees only ${field.join("×")} of the input's ${input.join("×")}: no larger pattern can be recognised.`,
  page: {
    meaning:
      `The receptive field in front of the global pooling is smaller than ${100 * shortSightedShare} % of the input on each axis, ` +
      "so the net can only average over local patterns. More layers, strides, pools or dilation widen it (Araujo, Norris & " +
      "Sim 2019, https://distill.pub/2019/computing-receptive-fields/).",
    example: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn.Conv2d(3, 16, 3, { padding: 1 }),
  new nn.ReLU(),
  new nn.AdaptiveAvgPool2d(1),
  new nn.Flatten(),
  new nn.Linear(16, 10),
);
net(randn(1, 3, 32, 32));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn.Conv2d(3, 16, 3, { padding: 1 }),
  new nn.ReLU(),
  new nn.MaxPool2d(4),
  new nn.Conv2d(16, 16, 5, { padding: 2 }),
  new nn.ReLU(),
  new nn.AdaptiveAvgPool2d(1),
  new nn.Flatten(),
  new nn.Linear(16, 10),
);
net(randn(1, 3, 32, 32));
`,
  },
};
