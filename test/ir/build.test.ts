import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { buildGraph, type Graph, pathAndAncestors, type Recorded } from "../../src/ir/index.ts";

describe("buildGraph", () => {
  it("numbers inputs before users, in the order of a walk from the outputs", () => {
    const x = recorded("input");
    const [left, right] = [recorded("relu", [x]), recorded("tanh", [x])];
    const graph = build([x], [recorded("add", [left, right])]);
    assert.deepEqual(
      graph.nodes.map(({ op, inputs }) => [op, ...inputs]),
      [["input"], ["relu", 0], ["tanh", 0], ["add", 1, 2]],
    );
    assert.deepEqual([graph.inputs, graph.outputs], [[0], [3]]);
    assert.deepEqual(
      graph.nodes.map(({ id }) => id),
      [0, 1, 2, 3],
    );
  });

  it("leaves out what no output needs and keeps arguments that nothing uses", () => {
    const [x, unused] = [recorded("input"), recorded("input")];
    recorded("tanh", [x]);
    const graph = build([x, unused], [recorded("relu", [x])]);
    assert.deepEqual(
      graph.nodes.map(({ op }) => op),
      ["input", "input", "relu"],
    );
    assert.deepEqual(graph.inputs, [0, 1]);
  });

  it("lists modules from the root, parents before children, each once", () => {
    const x = recorded("input");
    const inner = recorded("conv2d", [x], "layer1.0.conv");
    const graph = build([x], [recorded("relu", [recorded("conv2d", [inner], "layer1.1.conv")], "layer1")]);
    const paths = graph.modules.map(({ path }) => path);
    assert.deepEqual(paths, ["", "layer1", "layer1.0", "layer1.0.conv", "layer1.1", "layer1.1.conv"]);
    assert.deepEqual(graph.modules[1], { path: "layer1", className: "class of layer1", source: null });
  });

  it("is frozen through and through, and plain data", () => {
    const x = recorded("input");
    const graph = build([x], [recorded("relu", [x])]);
    assert.ok(
      [graph, graph.nodes, graph.nodes[1], graph.nodes[1]?.attrs, graph.modules[0]].every(Object.isFrozen),
    );
    assert.deepEqual(structuredClone(graph), graph);
    assert.deepEqual(JSON.parse(JSON.stringify(graph)), graph);
  });

  it("takes a chain longer than the call stack", () => {
    const x = recorded("input");
    let last = x;
    for (let i = 0; i < 50_000; i++) last = recorded("relu", [last]);
    assert.equal(build([x], [last]).nodes.length, 50_001);
  });
});

describe("pathAndAncestors", () => {
  it("begins at the root", () => {
    assert.deepEqual(pathAndAncestors(""), [""]);
    assert.deepEqual(pathAndAncestors("a.b.c"), ["", "a", "a.b", "a.b.c"]);
  });
});

function recorded(op: string, inputs: readonly Recorded[] = [], module = ""): Recorded {
  return { op, attrs: { sizes: [1, 2] }, inputs, shape: [1, 2], module, owner: null, source: null };
}

function build(inputs: readonly Recorded[], outputs: readonly Recorded[]): Graph {
  const moduleAt = (path: string) => ({ className: `class of ${path}`, source: null });
  return buildGraph({ name: "Test", inputs, outputs, moduleAt });
}
