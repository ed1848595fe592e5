import type { BudgetWord, Limit } from "../base/index.ts";
import { besideLimit, percent } from "../words/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface OverBudget {
  /** The model's name. */
  readonly model: string;
  readonly word: BudgetWord;
  readonly limit: Limit;
  readonly total: number;
  /** Whether the total is only known to be no less. */
  readonly isAtLeast: boolean;
  /** The layers that cost most, the costliest first, with what each adds to the total. */
  readonly costliest: readonly { readonly layer: string; readonly cost: number }[];
}

export const overBudget: ProblemDefinition<"over-budget", OverBudget> = {
  code: "over-budget",
  severity: "warning",
  sentence: ({ model, word, limit, total, isAtLeast, costliest }) => {
    const { amount, most } = besideLimit(limit, word, total);
    const had = `${isAtLeast ? "at least " : ""}${amount}`;
    const shares = costliest.map(({ layer, cost }) => `${layer} (${percent(cost / total)})`).join(", ");
    const shared = costliest.length === 0 ? "" : ` Most ${word === "memory" ? "is" : "are"} in ${shares}.`;
    return `${model} has ${had}${nouns[word]}, and its budget is ${most}.${shared}`;
  },
  page: {
    meaning:
      "The model costs more than the @budget above it allows. Only learned parameters count; memory is the peak of " +
      "activations in float32, without weights, as in the summary. If a total is not fully known, only the part that is " +
      "certain counts, with 1 for every size that is only a name. The model runs, but `check` exits with 1.",
    example: `
import { nn, randn, type Tensor } from "cnn-blocks";

/** @budget params=10K */
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 32, 3);
  fc = new nn.Linear(32, 1000);

  forward(x: Tensor): Tensor {
    return this.fc(this.conv(x).mean([2, 3]));
  }
}
new Net()(randn(1, 3, 32, 32));
`,
    instead: `
import { nn, randn, type Tensor } from "cnn-blocks";

/** @budget params=10K */
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 32, 3);
  fc = new nn.Linear(32, 100);

  forward(x: Tensor): Tensor {
    return this.fc(this.conv(x).mean([2, 3]));
  }
}
new Net()(randn(1, 3, 32, 32));
`,
  },
};

const nouns: Readonly<Record<BudgetWord, string>> = {
  params: " parameters",
  macs: " MACs",
  memory: " of activations at the peak",
};
