import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { nn, type Tensor } from "../../src/library/index.ts";
import { timesOf } from "../../webview/model/heat.ts";
import { type HeatMetric, heatOf, heatTicks, hottest, tintOf } from "../../webview/model/heat-metrics.ts";
import { itemAt } from "../../webview/model/item.ts";
import { type ModelView, viewOf } from "../../webview/model/model-view.ts";
import { promisedAndTaken } from "../../webview/model/rates.ts";
import { stepName } from "../../webview/model/step-name.ts";
import type { VisibleGraph } from "../../webview/model/visible-graph.ts";
import { documentOf } from "./support/documents.ts";

/** A depthwise convolution and a pointwise one: 9·32·256 and 32·32·256 MACs. */
const view = viewOf(
  documentOf({
    name: "Separable",
    build: () =>
      new nn.Sequential(
        new nn.Conv2d(32, 32, 3, { padding: 1, groups: 32, bias: false }),
        new nn.Conv2d(32, 32, 1, { bias: false }),
      ),
    input: [1, 32, 16, 16],
  }),
);
const [depthwise, pointwise] = [1, 2];
const times = timesOf(view.model, [
  { nodes: [depthwise], milliseconds: 3 },
  { nodes: [pointwise], milliseconds: 1 },
]);

/** Every layer by itself, and no frame around any. */
function drawnOf({ tree }: ModelView): VisibleGraph["items"] {
  return [...tree.items.values()].flatMap((item) =>
    item.kind === "layer" ? [{ item, as: "layer" as const, frame: null }] : [],
  );
}

class Twice extends nn.Module {
  conv = new nn.Conv2d(3, 3, 1);
  last = new nn.ReLU();

  forward(x: Tensor) {
    return this.last(this.conv(this.conv(x).relu().relu()));
  }
}

it("a step is counted where a layer is called again, or a block has several ops of a title", () => {
  const twice = viewOf(documentOf({ name: "Twice", build: () => new Twice(), input: [1, 3, 8, 8] }));
  const names = twice.model.graph.nodes.slice(1).map(({ id }) => stepName(twice, id));
  assert.deepEqual(names, [
    "conv (call 1 of 2)",
    "ReLU (1 of 2)",
    "ReLU (2 of 2)",
    "conv (call 2 of 2)",
    "last",
  ]);
});

describe("the heat of a box", () => {
  const heats: readonly (readonly [HeatMetric, number, number])[] = [
    ["none", 0, 0],
    // The largest box has the full tint.
    ["time", 1, 1 / 3],
    ["macs", 9 / 32, 1],
    ["parameters", 9 / 32, 1],
    ["memory", 1, 1],
    ["rate", 9 / (3 * 32), 1],
    ["field", 1, 1],
  ];
  for (const [heat, first, second] of heats) {
    it(`follows ${heat}`, () => {
      const found = [depthwise, pointwise].map((node) => {
        const item = itemAt(view.tree, view.tree.layerOf[node] ?? "");
        return heatOf({ view, times }, item, heat, hottest({ view, times }, heat, drawnOf(view)));
      });
      assert.deepEqual(
        found.map((value) => value.toFixed(6)),
        [first, second].map((value) => value.toFixed(6)),
      );
    });
  }

  it("has a scale with numbers", () => {
    const texts = (heat: Exclude<HeatMetric, "none">) =>
      heatTicks(heat, hottest({ view, times }, heat, drawnOf(view)), "MACs").map(({ text }) => text);
    assert.deepEqual(texts("time"), ["0", "0.75 ms", "3.00 ms"]);
    assert.deepEqual(texts("macs"), ["0", "65.5 KMACs", "262 KMACs"]);
    assert.deepEqual(texts("field"), ["0", "1 px", "3 px"]);
    assert.deepEqual(texts("rate"), ["0", "65.5 MMACs/s", "262 MMACs/s"]);
  });

  it("counts whole parameters on its scale", () => {
    const ten = documentOf({ name: "Ten", build: () => new nn.Conv2d(1, 1, 3), input: [1, 1, 8, 8] });
    const source = { view: viewOf(ten), times: null };
    const full = hottest(source, "parameters", drawnOf(source.view));
    assert.deepEqual(
      heatTicks("parameters", full, "MACs").map(({ text }) => text),
      ["0", "3", "10"],
    );
  });

  it("has no scale before a run where it needs one", () => {
    assert.deepEqual(heatTicks("time", hottest({ view, times: null }, "time", drawnOf(view)), "MACs"), []);
  });

  it("is not faint in a net of hundreds of layers", () => {
    const convolutions = Array.from({ length: 400 }, () => new nn.Conv2d(4, 4, 1));
    const deep = documentOf({
      ...{ name: "Deep", build: () => new nn.Sequential(...convolutions) },
      input: [1, 4, 8, 8],
    });
    const source = { view: viewOf(deep), times: null };
    const drawn = drawnOf(source.view);
    const tints = drawn.map(({ item }) =>
      tintOf(heatOf(source, item, "macs", hottest(source, "macs", drawn))),
    );
    assert.ok(tints.length > 400 && tints.filter((tint) => tint === 1).length === 400, `${tints.length}`);
  });
});

describe("what MACs promise and what was taken", () => {
  it("stands side by side, slowest first, with the work for each byte", () => {
    const rows = promisedAndTaken(view, times);
    assert.deepEqual(
      rows.map(({ node, macsShare, timeShare }) => [node, macsShare.toFixed(2), timeShare]),
      [
        [depthwise, "0.22", 0.75],
        [pointwise, "0.78", 0.25],
      ],
    );
    const [slow, fast] = rows;
    assert.ok(slow && fast && slow.macsPerByte < fast.macsPerByte);
    assert.equal(slow.macsPerByte, (9 * 32 * 256) / (4 * (2 * 32 * 256 + 9 * 32)));
    assert.equal(slow.rate, (9 * 32 * 256) / 0.003);
  });

  it("gives a step without MACs no rate", () => {
    const [input] = promisedAndTaken(view, timesOf(view.model, [{ nodes: [0], milliseconds: 1 }]));
    assert.equal(input?.rate, undefined);
  });
});
