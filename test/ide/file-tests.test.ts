import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fileTests } from "../../src/ide/index.ts";
import { viewOf } from "./view-of.ts";

function testsOf(text: string) {
  return fileTests(viewOf(`import { nn, randn, input, type Tensor } from "cnn-blocks";\n${text}`));
}

const net = `class Net extends nn.Module {
  fc = new nn.Linear(8, 10);
  forward(x: Tensor): Tensor { return this.fc(x); }
}
`;

describe("what VS Code's Testing view holds of a file", () => {
  it("budgets say what is measured, or by how much it is too much, where they are written", () => {
    const text = `/** @budget params=1K macs=50 */\n${net}export const net = new Net();\nnet(randn(2, 8));`;
    const { problems, models } = testsOf(text);
    assert.deepEqual(problems.outcome, { kind: "passed", words: "" });
    const [model] = models;
    assert.deepEqual(
      model?.budgets.map(({ label, outcome }) => [label, outcome.kind]),
      [
        ["params ≤ 1K", "passed"],
        ["macs ≤ 50", "failed"],
      ],
    );
    const [params, macs] = model?.budgets ?? [];
    assert.deepEqual(params?.outcome, { kind: "passed", words: "90 params" });
    assert(macs?.outcome.kind === "failed");
    assert.match(macs.outcome.faults[0]?.message ?? "", /has 160 MACs, and its budget is 50/);
    assert.deepEqual(model?.outputs, ["2×10"]);
  });

  it("a problem fails the file, and its model does not run", () => {
    const { problems, models } = testsOf(`${net}new Net()(randn(2, 9));`);
    assert(problems.outcome.kind === "failed");
    assert.match(problems.outcome.faults[0]?.message ?? "", /expects 8 features/);
    assert.equal(models[0]?.outputs, null);
  });

  it("a budget is open where the total is not known", () => {
    const { models } = testsOf(`/** @budget macs=1G */\n${net}new Net()(input("N", 8));`);
    assert.deepEqual(models[0]?.budgets[0]?.outcome, {
      kind: "open",
      words: "At least 80 MACs; its sizes are only named.",
    });
  });
});
