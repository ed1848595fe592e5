import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Graph, Node } from "../../src/ir/index.ts";
import { firstFault } from "../../src/passes/index.ts";
import { given, graphOf } from "../support/op-graph.ts";
import { add, cat, conv, relu } from "../support/small-nets.ts";

const x = given([1, 3, 8, 8]);
const whole = graphOf([x], [relu(add(conv(x, 4, "c"), conv(x, 4, "d")))]);

/** What is done to one node of a graph that is well: input, two convolutions, sum, relu. */
const rows: readonly { name: string; at: number; change: Partial<Node>; message: RegExp }[] = [
  {
    name: "an unknown op",
    at: 4,
    change: { op: "relux" },
    message: /relux: is not a known op/,
  },
  { name: "a node out of place", at: 4, change: { id: 7 }, message: /is in the place of node 4/ },
  {
    name: "an input that is not there",
    at: 4,
    change: { inputs: [9] },
    message: /reads node 9, which does not/,
  },
  {
    name: "a circle",
    at: 1,
    change: { inputs: [4] },
    message: /reads node 4, which does not come before it/,
  },
  { name: "an input between nodes", at: 4, change: { inputs: [0.5] }, message: /reads node 0\.5/ },
  {
    name: "too few inputs",
    at: 3,
    change: { inputs: [1] },
    message: /add expects 2 tensors, but was given 1/,
  },
  {
    name: "channels that differ",
    at: 1,
    change: { inputs: [] },
    message: /^c, Conv2d .*: Conv2d expects 1 tensor, but was given 0/,
  },
  {
    name: "another shape than follows",
    at: 4,
    change: { shape: [1, 400, 8, 8] },
    message: /gives .*, not \[1, 400, 8, 8\]/,
  },
  {
    name: "another rank",
    at: 0,
    change: { shape: [1, 3] },
    message: /Input: gives \[1, 3, 8, 8\], not \[1, 3\]/,
  },
  {
    name: "attributes that cannot be",
    at: 1,
    change: { attrs: { ...whole.nodes[1]?.attrs, stride: [0, 1] } },
    message: /stride must be/,
  },
  {
    name: "attributes that are missing",
    at: 1,
    change: { attrs: {} },
    message: /inChannels is missing or undefined/,
  },
];

describe("a graph is checked before it is planned", () => {
  it("and is well", () => {
    assert.equal(firstFault(whole), undefined);
    assert.equal(firstFault(graphOf([x], [cat(x, x)])), undefined);
  });

  for (const { name, at, change, message } of rows) {
    it(name, () => {
      const nodes = whole.nodes.map((node, index) => (index === at ? { ...node, ...change } : node));
      const fault = firstFault({ ...whole, nodes });
      assert.ok(fault !== undefined);
      assert.equal(fault.node, at);
      assert.match(fault.message, message);
    });
  }

  it("one layer with parameters of two sizes", () => {
    const twice = graphOf([x], [conv(x, 4, "c"), conv(x, 4, "c")]);
    assert.equal(firstFault(twice), undefined);
    assert.match(
      firstFault(graphOf([x], [conv(x, 4, "c"), conv(x, 5, "c")]))?.message ?? "",
      /^c, Conv2d.*: its c\.weight is \[5, 3, 3, 3\], and elsewhere \[4, 3/,
    );
  });

  for (const [what, value, message] of [
    ["nothing", null, /^A graph is an object, not null\.$/],
    ["a text", "graph", /^A graph is an object, not "graph"\.$/],
    ["a list", [], /^A graph is an object, not a list of 0\.$/],
    ["no nodes", { ...whole, nodes: undefined }, /^The graph's nodes is undefined, not a list\.$/],
    ["no name", { ...whole, name: 7 }, /^The graph's name is 7, not a text\.$/],
    ["no outputs", { ...whole, outputs: undefined }, /^The graph's outputs is undefined, not a list of/],
    [
      "a sparse list of inputs",
      { ...whole, inputs: new Array(1) },
      /^The graph's inputs is a list of 1, not/,
    ],
    ["a node that is none", { ...whole, nodes: [null] }, /^Node 0: null is not an object\.$/],
  ] as const) {
    it(`${what} instead of a graph`, () => {
      assert.match(firstFault(value as unknown as Graph)?.message ?? "", message);
    });
  }

  it("any value in any field of any node gives a fault or a graph, never a crash", () => {
    const strays = [
      null,
      undefined,
      "x",
      -1,
      1.5,
      Number.NaN,
      [],
      [[]],
      [1, 2, 3],
      {},
      { kind: "sum" },
      true,
    ];
    let faults = 0;
    for (const [at, node] of whole.nodes.entries()) {
      const inAttrs = Object.keys(node.attrs).map((key) => ["attrs", key] as const);
      for (const [field, key] of [...Object.keys(node).map((name) => [name] as const), ...inAttrs]) {
        for (const stray of strays) {
          const value = key === undefined ? stray : { ...node.attrs, [key]: stray };
          const nodes = whole.nodes.map((other, index) =>
            index === at ? { ...other, [field]: value } : other,
          );
          faults += firstFault({ ...whole, nodes } as unknown as Graph) === undefined ? 0 : 1;
        }
      }
    }
    assert.ok(faults > 400, `${faults} faults`);
  });

  it("outputs that are not there", () => {
    const without: Graph = { ...whole, outputs: [99] };
    assert.deepEqual(firstFault(without), { node: 99, message: "There is no node 99." });
  });
});
