import type { Budget, Model } from "../../analyzer/index.ts";
import type { BudgetWord } from "../../base/index.ts";
import { printShapeShort } from "../../ir/index.ts";
import { isFault } from "../../problems/index.ts";
import type { FileTests, ModelTest, TestFault } from "../../protocol/index.ts";
import { byteSize, limitWords, shortCost, shortCount } from "../../words/index.ts";
import { type MarkedProblem, markedProblem } from "../problems.ts";
import { shapeOf } from "../view/node-title.ts";
import { certainCost, overrun } from "../view/over-budget.ts";
import type { View } from "../view/view.ts";
import { unknownWords } from "./documents.ts";
import { runObstacle } from "./run-obstacle.ts";

type AddressOf = (file: string) => string;

/** The tests of a file and their outcomes. `addressOf` returns the receiver's name for a file. */
export function fileTests(view: View, addressOf: AddressOf = (file) => file): FileTests {
  const { models, budgets } = view.analysis;
  return {
    problems: problemsTest(view, addressOf),
    models: models.map((model) => {
      const own = budgets.filter((budget) => budget.models.includes(model.id));
      return {
        id: model.id,
        name: model.name,
        budgets: own.map((budget) => budgetTest(view, model, budget, addressOf)),
        outputs: runObstacle(view, model) === null ? outputsOf(model) : null,
      };
    }),
  };
}

/** Fails with everything that makes `check` exit with 1, except budgets, which have tests of their own. */
function problemsTest(view: View, addressOf: AddressOf): ModelTest {
  const faults = view.problems().filter(({ code }) => isFault(code) && code !== "over-budget");
  return {
    id: "problems",
    label: "no errors",
    range: null,
    outcome:
      faults.length === 0
        ? { kind: "passed", words: "" }
        : { kind: "failed", faults: faults.map((fault) => worded(markedProblem(fault), addressOf)) },
  };
}

function budgetTest(view: View, model: Model, budget: Budget, addressOf: AddressOf): ModelTest {
  const { word, limit, at } = budget;
  const test = { id: word, label: `${word} ≤ ${limitWords(limit, word)}`, range: at };
  const data = overrun(model, view.report(model), budget);
  if (data !== null) {
    const problem = markedProblem({ code: "over-budget", at, data, related: [], op: null });
    return { ...test, outcome: { kind: "failed", faults: [worded(problem, addressOf)] } };
  }
  const { total, isAtLeast } = certainCost(model, view.report(model), word);
  const amount = amountWords[word](total);
  if (!isAtLeast) return { ...test, outcome: { kind: "passed", words: amount } };
  const why = unknownWords(view, model) ?? "its sizes are only named";
  return { ...test, outcome: { kind: "open", words: `At least ${amount}; ${why}.` } };
}

const amountWords: Readonly<Record<BudgetWord, (amount: number) => string>> = {
  params: (count) => `${shortCount(count)} params`,
  macs: (count) => shortCost(count, "MACs"),
  memory: (bytes) => byteSize(bytes),
};

function worded({ message, at }: MarkedProblem, addressOf: AddressOf): TestFault {
  return { message, at: { ...at, file: addressOf(at.file) } };
}

function outputsOf({ graph }: Model): readonly string[] {
  return graph.outputs.map((id) => printShapeShort(shapeOf(graph, id)));
}
