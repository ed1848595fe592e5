import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { modelDocument, runObstacle } from "../../src/ide/index.ts";
import { viewOf } from "./view-of.ts";

const view = viewOf(`import { nn, randn } from "cnn-blocks";
export const net = new nn.Conv2d(3, 8, 3);
net(randn(1, 3, 32, 32));
`);
const [model] = view.analysis.models;
assert.ok(model);
const upper = (file: string) => file.toUpperCase();

describe("a model's document", () => {
  it("is made once and kept", () => {
    assert.equal(modelDocument(view, model), modelDocument(view, model));
    assert.equal(modelDocument(view, model, upper), modelDocument(view, model, upper));
  });

  it("names files as each receiver does", () => {
    assert.equal(modelDocument(view, model).graph.nodes[1]?.source?.file, "/model.ts");
    assert.equal(modelDocument(view, model, upper).graph.nodes[1]?.source?.file, "/MODEL.TS");
  });
});

describe("a parameter that starts from numbers which are not known", () => {
  const starts: Readonly<Record<string, string>> = {
    scale: "scale = new nn.Parameter(ones(8).mul(Math.random()));",
    "conv.weight": "constructor() { super(); this.conv.weight.data.fill_(Math.random()); }",
  };
  for (const [name, line] of Object.entries(starts))
    it(`keeps the model from running: ${name}`, () => {
      const open = viewOf(`import { nn, ones, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  ${line}
  forward(x: Tensor) { return this.conv(x)${name === "scale" ? ".mul(this.scale.view(1, 8, 1, 1))" : ""}; }
}
export const net = new Net();
net(randn(1, 3, 32, 32));
`);
      const own =
        open.analysis.models.find(({ inputFrom }) => inputFrom === "call") ?? assert.fail("No model.");
      const parameters = name === "scale" ? 224 + 8 : 224;
      assert.equal(open.report(own).total.parameters, parameters);
      assert.match(
        modelDocument(open, own).unknownWords ?? "",
        new RegExp(`^the numbers that ${name} starts`),
      );
      assert.match(runObstacle(open, own) ?? "", /not all of it is known/);
    });
});

describe("a line that throws, where the analysis goes on with what is meant", () => {
  for (const line of ["(x) + x", ".sum(1, true)"]) {
    it(`keeps the model from running: ${line}`, () => {
      const open = viewOf(`import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 3, 1);
  forward(x: Tensor) { return ${line.startsWith(".") ? "this.conv(x)" : "this.conv"}${line}; }
}
export const net = new Net();
net(randn(1, 3, 32, 32));
`);
      const [own] = open.analysis.models;
      assert.ok(own);
      assert.equal(modelDocument(open, own).unknownWords, "line 4 throws when the file runs");
    });
  }
});
