import type { ProblemDefinition } from "./problem-definition.ts";

export interface SoftmaxAtTheEnd {
  readonly model: string;
}

export const softmaxAtTheEnd: ProblemDefinition<"softmax-at-the-end", SoftmaxAtTheEnd> = {
  code: "softmax-at-the-end",
  severity: "hint",
  runs: true,
  sentence: ({ model }) =>
    `${model} gives probabilities. PyTorch's CrossEntropyLoss applies softmax itself: to train with it, give the scores.`,
  page: {
    meaning:
      "A softmax at the end is right for showing probabilities. Trained with PyTorch's CrossEntropyLoss, which contains a " +
      "log-softmax of its own, such a model learns slowly and badly " +
      "(https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html).",
    example: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Flatten(), new nn.Linear(3 * 8 * 8, 10), new nn.Softmax(1));
net(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Flatten(), new nn.Linear(3 * 8 * 8, 10));
net(randn(1, 3, 8, 8));
`,
  },
};
