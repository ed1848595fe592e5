import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Graph, Node } from "../../src/ir/index.ts";
import { byteSize, duration, ratioTo, realNumber, shortCost, shortCount } from "../../src/words/index.ts";
import { buildTree } from "../../webview/model/build-tree.ts";
import {
  allFolded,
  allUnfolded,
  blockClasses,
  deepest,
  foldedGroups,
  opened,
  toggled,
  toggledClass,
  unfoldedTo,
} from "../../webview/model/folds.ts";
import { timesOf } from "../../webview/model/heat.ts";
import { type GroupItem, type ItemId, itemAt, type Tree } from "../../webview/model/item.ts";
import { skipConnections } from "../../webview/model/skip-connections.ts";
import { trunkOf } from "../../webview/model/trunk.ts";
import { visibleGraph } from "../../webview/model/visible-graph.ts";
import { documentOf } from "./support/documents.ts";
import { convolutions, projected, resnet18, wrapped } from "./support/examples.ts";

describe("the tree that the preview draws", () => {
  // One node a row: module path, op, inputs. Drawn as: the tree, groups with their children in brackets.
  const trees = [
    {
      title: "a module that is one layer is drawn as that layer",
      nodes: ["|input|", "conv|conv2d|0", "|relu|1"],
      tree: "(input conv relu)",
    },
    {
      title: "a layer that is used twice is drawn twice, not as a group",
      nodes: ["|input|", "conv|conv2d|0", "relu|relu|1", "conv2|conv2d|2", "relu|relu|3"],
      tree: "(input conv relu conv2 relu)",
    },
    {
      title: "a module of two ops that feed each other is a group",
      nodes: ["|input|", "swish|sigmoid|0", "swish|mul|0,1", "fc|linear|2"],
      tree: "(input swish(sigmoid mul) fc)",
    },
    {
      title: "modules nest",
      nodes: ["|input|", "body.a.conv|conv2d|0", "body.a|relu|1", "body.fc|linear|2"],
      tree: "(input body(a(conv relu) fc))",
    },
    {
      title: "equal blocks in a row are gathered among others",
      nodes: [
        ...["|input|", "l.0.conv|conv2d|0", "l.0|add|1"],
        ...["l.1.conv|linear|2", "l.1|add|3", "l.2.conv|linear|4", "l.2|add|5"],
      ],
      tree: "(input l(0(conv add) 1…2[×2](1(conv add) 2(conv add))))",
    },
    {
      title: "a module that is nothing but equal blocks says so itself",
      nodes: ["|input|", "l.0.conv|conv2d|0", "l.0|add|1", "l.1.conv|conv2d|2", "l.1|add|3"],
      tree: "(input l[×2](0(conv add) 1(conv add)))",
    },
    {
      title: "a block that is called twice is drawn twice",
      nodes: [...["|input|", "b.conv|conv2d|0", "b|add|1", "fc|linear|2"], ...["b.conv|conv2d|3", "b|add|4"]],
      tree: "(input b(conv add) fc b(conv add))",
    },
    {
      title: "blocks in a block that is called twice are, too",
      nodes: [
        ...["|input|", "a.b.conv|conv2d|0", "a.b|add|1", "a|relu|2", "fc|linear|3"],
        ...["a.b.conv|conv2d|4", "a.b|add|5", "a|relu|6"],
      ],
      tree: "(input a(b(conv add) relu) fc a(b(conv add) relu))",
    },
    {
      title: "what only holds modules that others call is no box",
      nodes: [
        ...["|input|", "convs.0|conv2d|0", "|relu|1", "|cat|0,2", "convs.1|conv2d|3", "|relu|4"],
        "|cat|0,2,5",
      ],
      tree: "(input convs.0 relu cat convs.1 relu cat)",
    },
    {
      title: "a wrapper around one thing is drawn through, however deep",
      nodes: ["|input|", "a.0.body.conv|conv2d|0", "a.0.body|relu|1", "b.0.1|linear|2"],
      tree: "(input a.0.body(conv relu) b.0.1)",
    },
    {
      title: "equal blocks side by side are not a row",
      nodes: ["|input|", "a.conv|conv2d|0", "a|add|1", "b.conv|conv2d|0", "b|add|3", "|cat|2,4"],
      tree: "(input a(conv add) b(conv add) cat)",
    },
  ];
  for (const { title, nodes, tree } of trees) {
    it(title, () => {
      const built = buildTree(graphOf(nodes));
      assert.equal(printed(built, built.root), tree);
    });
  }

  it("draws a block around one Sequential as that block, also where the Sequential is marked", () => {
    const document = documentOf(wrapped);
    const tree = buildTree(document.graph);
    const drawn = [...tree.items.values()].filter((item) => item.kind === "group" && item.id !== tree.root);
    assert.deepEqual(
      drawn.map((item) => item.kind === "group" && [item.name, item.path, item.className, item.inner]),
      [["double", "double", "Double", "double.body"]],
    );
  });

  it("cuts a list that is too long to draw into stretches", () => {
    const { tree } = { tree: buildTree(documentOf(convolutions(5000)).graph) };
    const widest = [...tree.items.values()].map((item) => (item.kind === "group" ? item.children.length : 0));
    assert.ok(Math.max(...widest) <= 64);
    assert.equal(tree.layerOf.length, 5001);
    for (const id of tree.layerOf) assert.equal(reachesRoot(tree, id), true);
  });

  it("names items alike before and after an edit elsewhere", () => {
    const before = buildTree(documentOf(resnet18).graph);
    const after = buildTree(documentOf({ ...resnet18, input: [2, 3, 96, 96] }).graph);
    assert.deepEqual([...after.items.keys()], [...before.items.keys()]);
  });
});

describe("folds", () => {
  const tree = buildTree(documentOf(resnet18).graph);
  const foldedIn = (folds: Parameters<typeof foldedGroups>[1]): number => foldedGroups(tree, folds).size;

  it("draw a small model unfolded and a big one folded", () => {
    assert.equal(foldedGroups(buildTree(documentOf(projected).graph), {}).size, 0);
    assert.ok(foldedIn({}) > 8);
  });

  it("are toggled one by one, or all at once", () => {
    assert.equal(foldedIn(toggled(tree, {}, "g:layer2")), foldedIn({}) - 1);
    assert.equal(foldedIn(toggled(tree, toggled(tree, {}, "g:layer2"), "g:layer2")), foldedIn({}));
    assert.equal(foldedIn(allUnfolded(tree).folds), 0);
    assert.equal(allUnfolded(tree).complete, true);
    assert.equal(foldedIn(allFolded(tree)), foldedIn({}));
  });

  it("open to a depth", () => {
    assert.equal(deepest(tree), 3);
    assert.equal(foldedIn(unfoldedTo(tree, 0).folds), foldedIn({}));
    assert.equal(foldedIn(unfoldedTo(tree, 1).folds), foldedIn({}) - 4);
    assert.equal(foldedIn(unfoldedTo(tree, 3).folds), 0);
  });

  it("open and close for all blocks of a class", () => {
    assert.deepEqual(blockClasses(tree)[0], { className: "BasicBlock", count: 8 });
    const open = toggledClass(tree, {}, "BasicBlock").folds;
    const shown = [...foldedGroups(tree, open)].filter((id) => !id.includes("downsample"));
    assert.deepEqual(shown, []);
    const closed = foldedGroups(tree, toggledClass(tree, open, "BasicBlock").folds);
    assert.deepEqual([closed.has("g:layer3"), closed.has("g:layer3.1")], [false, true]);
  });

  it("open around what is searched for", () => {
    const folded = foldedGroups(tree, opened(tree, {}, "n:layer3.1.conv2:conv2d:0"));
    assert.deepEqual(
      [folded.has("g:layer3"), folded.has("g:layer3.1"), folded.has("g:layer4")],
      [false, false, true],
    );
  });

  it("stop unfolding before the picture gets too large", () => {
    const { folds, complete } = allUnfolded(buildTree(documentOf(convolutions(5000)).graph));
    assert.equal(complete, false);
    assert.ok(Object.values(folds).includes("folded"));
  });
});

describe("lines", () => {
  it("into a sum are skips, into a concatenation its parts", () => {
    for (const [op, shape, part] of [
      ["add", [1, 4], false],
      ["cat", [1, 8], true],
    ] as const) {
      const graph = graphOf(["|input|", "conv|conv2d|0", `|${op}|1,0`]);
      const nodes = graph.nodes.map((node) => (node.id === 2 ? { ...node, shape } : node));
      const tree = buildTree({ ...graph, nodes });
      const { edges } = visibleGraph({ tree, folded: new Set(), focus: null }, nodes);
      assert.deepEqual(
        edges.filter(({ skip }) => skip).map((edge) => edge.part),
        [part],
      );
    }
  });

  const rows = [
    { title: "a chain has no skips", edges: "a>b b>c", skips: "", trunk: "a>b b>c" },
    { title: "a residual connection is one", edges: "a>b b>c a>c", skips: "a>c", trunk: "a>b b>c" },
    {
      title: "branches are none, however unequal",
      edges: "a>b a>c c>d b>e d>e",
      skips: "",
      trunk: "a>c c>d d>e",
    },
    {
      title: "dense connections are several",
      edges: "a>b b>c a>c c>d a>d b>d",
      skips: "a>c a>d b>d",
      trunk: "a>b b>c c>d",
    },
    {
      title: "a circle between folded blocks is survived",
      edges: "a>b b>c c>b c>d",
      skips: "",
      trunk: "a>b",
    },
  ];
  for (const { title, edges, skips, trunk } of rows) {
    it(title, () => {
      const links = edges.split(" ").map((id) => ({ id, source: id.charAt(0), target: id.charAt(2) }));
      assert.deepEqual([...skipConnections(links)].sort(), skips.split(" ").filter(Boolean).sort());
      if (!title.includes("circle")) assert.deepEqual([...trunkOf(links)].sort(), trunk.split(" ").sort());
      else assert.ok(trunkOf(links).size <= links.length);
    });
  }

  it("go to the folded block around a layer", () => {
    const { graph } = documentOf(resnet18);
    const tree = buildTree(graph);
    const { edges, items } = visibleGraph({ tree, folded: foldedGroups(tree, {}), focus: null }, graph.nodes);
    assert.ok(edges.some(({ source, target }) => source === "g:layer1" && target === "g:layer2"));
    const ids = new Set(items.map(({ item }) => item.id));
    assert.ok(edges.every(({ source, target }) => ids.has(source) && ids.has(target)));
  });
});

describe("numbers in the preview", () => {
  const texts: readonly (readonly [string, string])[] = [
    [shortCount(9408), "9,408"],
    [shortCount(73_856), "73.9K"],
    [shortCount(11_689_512), "11.7M"],
    [shortCost(1_814_073_344, "MACs"), "1.81 GMACs"],
    [shortCost(1_814_073_344, "FLOPs"), "3.63 GFLOPs"],
    [shortCost(500, "MACs"), "500 MACs"],
    [byteSize(802_816), "784 KiB"],
    [duration(0), "≈ 0 ms"],
    [duration(0.0042), "0.004 ms"],
    [duration(1.734), "1.73 ms"],
    [duration(128.4), "128 ms"],
    [duration(2310), "2.31 s"],
    [ratioTo(73_856, 9152, { less: "fewer", more: "more" }), "8.1× fewer"],
    [ratioTo(10, 20, { less: "faster", more: "slower" }), "2.0× slower"],
    [ratioTo(10, 10, { less: "faster", more: "slower" }), "the same"],
    [ratioTo(0, 10, { less: "less", more: "more" }), ""],
    [realNumber(-0.16561), "−0.1656"],
    [realNumber(1e-7), "1.00e−7"],
    [realNumber(Number.NEGATIVE_INFINITY), "−∞"],
  ];
  for (const [text, expected] of texts)
    it(`reads ${expected || "nothing"}`, () => assert.equal(text, expected));

  it("shows a fused step's time once, at the layer that does the work", () => {
    const model = documentOf(projected);
    const conv = model.graph.nodes.findIndex(({ module }) => module === "conv1");
    const times = timesOf(model, [{ nodes: [conv, conv + 1, conv + 2], milliseconds: 3 }]);
    assert.deepEqual([...times.of], [[conv, 3]]);
    assert.deepEqual([...times.fusedWith.keys()], [conv + 1, conv + 2]);
    assert.equal(times.total, 3);
  });
});

function graphOf(rows: readonly string[]): Graph {
  const nodes = rows.map((row, id): Node => {
    const [module = "", op = "", inputs = ""] = row.split("|");
    const owner = module === "" ? null : module;
    const sources = inputs === "" ? [] : inputs.split(",").map(Number);
    return { id, op, attrs: {}, inputs: sources, shape: [1, 4], module, owner, source: null };
  });
  const paths = new Set(["", ...nodes.flatMap(({ module }) => ancestors(module))]);
  return {
    name: "Test",
    nodes,
    inputs: [0],
    outputs: [nodes.length - 1],
    modules: [...paths].map((path) => ({ path, className: "Block", source: null })),
    unused: [],
    unknowns: [],
  };
}

function ancestors(path: string): readonly string[] {
  const parts = path.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}

function printed(tree: Tree, id: ItemId): string {
  const item = itemAt(tree, id);
  if (item.kind === "layer") return item.name || (item.id.split(":")[2] ?? "");
  const group: GroupItem = item;
  const times = group.times > 1 ? `[×${group.times}]` : "";
  return `${group.name}${times}(${group.children.map((child) => printed(tree, child)).join(" ")})`;
}

function reachesRoot(tree: Tree, id: ItemId): boolean {
  let at: ItemId | null = id;
  for (let steps = 0; at !== null && at !== tree.root && steps < 20; steps++) at = itemAt(tree, at).parent;
  return at === tree.root;
}
