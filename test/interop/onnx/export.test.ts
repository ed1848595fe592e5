import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { exportOnnx, valueName } from "../../../src/interop/onnx/index.ts";
import type { Graph } from "../../../src/ir/index.ts";
import { F, input, nn, randn, type Tensor } from "../../../src/nn/index.ts";
import { trace } from "../../../src/nn/running/trace.ts";
import { parseModel } from "../../support/onnx-model.ts";
import { runOnnx } from "../../support/onnx-runtime.ts";
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

  it("gives as many outputs as the model, also where one stands at two places", () => {
    class Levels extends nn.Module {
      down = new nn.MaxPool2d(2);
      forward(x: Tensor): Tensor[] {
        const y = this.down(x);
        return [y, new nn.Sequential()(y), this.down(y), y];
      }
    }
    const { outputs, nodes } = parseModel(exported(trace(new Levels(), randn(1, 3, 8, 8))));
    assert.equal(new Set(outputs).size, 4);
    assert.equal(nodes.filter(({ type }) => type === "Identity").length, 2);
  });

  it("keeps zeros around negative numbers in front of a max pool", async () => {
    class Padded extends nn.Module {
      pool = new nn.MaxPool2d(2, { stride: 1 });
      forward(x: Tensor): Tensor {
        return this.pool(F.pad(x, [0, 1, 0, 0])).add(1);
      }
    }
    const graph = trace(new Padded(), randn(1, 1, 2, 2));
    const data = Float32Array.of(-5, -6, -7, -8);
    const { value } = exportOnnx(graph, { read: testValues, inputNames: ["x"] });
    const outputs = await runOnnx(value as Uint8Array, { x: { shape: [1, 1, 2, 2], data } });
    assert.deepEqual(
      Object.values(outputs).map((one) => [...one]),
      [[-4, 1]],
    );
  });
});
