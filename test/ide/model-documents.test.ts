import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { modelDocument } from "../../src/ide/index.ts";
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
