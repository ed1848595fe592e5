import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { exportOnnx, valueName } from "../../../src/interop/onnx/index.ts";
import type { Graph } from "../../../src/ir/index.ts";
import { input, nn, randn } from "../../../src/nn/index.ts";
import { trace } from "../../../src/nn/running/trace.ts";
import { parseModel } from "../../support/onnx-model.ts";
import { testValues } from "../../support/test-values.ts";

function exported(graph: Graph): Uint8Array {
  const { value, problems } = exportOnnx(graph, { read: testValues });
  assert.deepEqual(problems, []);
  assert.ok(value);
  return value;
}

describe("ONNX export", () => {
  it("refuses other sizes that are no numbers, and says which node", () => {
    const graph = trace(new nn.ReLU(), input(1, 3, "H", 8));
    const { value, problems } = exportOnnx(graph, { read: testValues });
    assert.equal(value, null);
    assert.deepEqual(
      problems.map(({ code, node }) => [code, node]),
      [["unknown-shape", 0]],
    );
  });

  it("refuses weights that no file of the format can hold, before it makes them", () => {
    const graph = trace(new nn.Linear(1_000_000, 1_000_000), randn(1, 1_000_000));
    const { value, problems } = exportOnnx(graph, { read: () => assert.fail("nothing is made") });
    assert.equal(value, null);
    assert.deepEqual(
      problems.map(({ code, node }) => [code, node]),
      [["too-large", 1]],
    );
  });

  it("a module used twice is written once", () => {
    const layer = new nn.Conv2d(3, 3, 1);
    const twice = new nn.Sequential(layer, new nn.ReLU(), layer);
    const graph = trace(twice, randn(1, 3, 4, 4));
    const { initializers, nodes } = parseModel(exported(graph));
    assert.deepEqual([...initializers.keys()], ["0.weight", "0.bias"]);
    assert.equal(nodes.filter(({ type }) => type === "Conv").length, 2);
    assert.equal(new Set(graph.nodes.map(valueName)).size, graph.nodes.length);
  });
});
