import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { graphParameters } from "../../src/interop/graph-parameters.ts";
import { nn, randn, type Tensor } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { parametersIn, summarize } from "../../src/passes/index.ts";

class Heads extends nn.Module {
  body = new nn.Conv2d(3, 6, 3);
  used = new nn.BatchNorm2d(6);
  aux = new nn.Sequential(new nn.Conv2d(6, 6, 3), new nn.ReLU(), new nn.BatchNorm2d(6));
  twin = this.used;

  forward(x: Tensor): Tensor {
    return this.used(this.body(x));
  }
}

describe("layers that a call does not reach", () => {
  const graph = trace(new Heads(), randn(1, 3, 8, 8));

  it("are listed beside the graph, those with weights or statistics, each once", () => {
    assert.deepEqual(
      graph.unused.map(({ path, className }) => `${path} ${className}`),
      ["aux.0 Conv2d", "aux.2 BatchNorm2d"],
    );
  });

  it("count as PyTorch's parameters() and buffers() count them", () => {
    const { total, unused } = summarize(graph);
    assert.deepEqual([total.parameters, total.buffers], [168 + 12 + 330 + 12, 24]);
    assert.deepEqual(unused[0], { path: "aux.0", parameters: 330, fixedParameters: 0, buffers: 0 });
  });

  it("are among the weights that are exported and imported", () => {
    const names = [
      "aux.0.weight",
      "aux.0.bias",
      "aux.2.weight",
      "aux.2.bias",
      "aux.2.running_mean",
      "aux.2.running_var",
    ];
    assert.deepEqual(
      parametersIn(graph)
        .map(({ name }) => name)
        .filter((name) => name.startsWith("aux")),
      names,
    );
    assert.deepEqual(
      graphParameters(graph)
        .map(({ name }) => name)
        .filter((name) => name.startsWith("aux")),
      names,
    );
  });
});
