import { type BudgetEntryFault, budgetWords, nearestName } from "../base/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface MalformedBudget {
  /** What stands behind `@budget`. */
  readonly written: string;
  readonly fault: BudgetFault;
}

/** Why a budget, or a part of it, limits nothing. */
type BudgetFault =
  | BudgetEntryFault
  | { readonly kind: "nothing" }
  | { readonly kind: "no-model" }
  /** Of what is only a part of models and no model itself. */
  | { readonly kind: "part-only" };

export const malformedBudget: ProblemDefinition<"malformed-budget", MalformedBudget> = {
  code: "malformed-budget",
  severity: "warning",
  sentence: ({ written, fault }) => `@budget ${written}`.trim() + `: ${words(fault)}`,
  page: {
    meaning:
      "A comment that begins with @budget limits what the class, function or variable below it may cost: params, macs and " +
      "memory (the peak of activation memory), each with a number and a unit. Numbers take K, M, G or T; memory takes B, " +
      "kB, MB, GB, KiB, MiB or GiB. An entry that cannot be read limits nothing, so it is a fault, and `check` exits with " +
      "1.",
    example: `
import { nn, type Tensor } from "cnn-blocks";

/** @budget parameters=5M */
export class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
`,
    instead: `
import { nn, type Tensor } from "cnn-blocks";

/** @budget params=5M */
export class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
`,
  },
};

const example = "params=5M macs=0.3G memory=20MiB";

function words(fault: BudgetFault): string {
  switch (fault.kind) {
    case "nothing":
      return `write limits after it, as in @budget ${example}.`;
    case "unknown-word": {
      const meant = fault.word.startsWith("param") ? "params" : nearestName(fault.word, budgetWords);
      return `there is no limit "${fault.word}". ${meant ? `Is ${meant} meant? ` : ""}Limits are params, macs and memory, as in ${example}.`;
    }
    case "bad-amount":
      return badAmount(fault.word, fault.amount);
    case "twice":
      return `${fault.word} is limited twice.`;
    case "no-model":
      return "there is no model below it: write it above a class that extends nn.Module, a variable that holds a module, or a function with a name.";
    case "part-only":
      return "what is below it is only called as a part of other models. State its own input with @input, too, and it is counted by itself.";
  }
}

function badAmount(word: string, amount: string): string {
  const given = amount === "" ? `${word} needs a number` : `${amount} is not a limit`;
  return word === "memory"
    ? `${given}: write a number and a unit of memory, as in memory=20MiB (B, kB, MB, GB, KiB, MiB or GiB).`
    : `${given}: write a number, with K, M, G or T if it is large, as in ${word}=${word === "macs" ? "0.3G" : "5M"}.`;
}
