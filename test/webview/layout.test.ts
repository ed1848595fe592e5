import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { F, nn, type Tensor } from "../../src/library/index.ts";
import * as nets from "../../src/nn/zoo/nets.ts";
import { newForms } from "../../webview/layout/known-levels.ts";
import { layOut } from "../../webview/layout/lay-out.ts";
import type { PlacedGraph } from "../../webview/layout/placed-graph.ts";
import { allUnfolded } from "../../webview/model/folds.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import { skipConnections } from "../../webview/model/skip-connections.ts";
import { trunkOf } from "../../webview/model/trunk.ts";
import type { VisibleGraph } from "../../webview/model/visible-graph.ts";
import { newRandom, type Random } from "../reports/random.ts";
import { documentOf, type Example } from "./support/documents.ts";
import { inception, projected, residual } from "./support/examples.ts";
import { directions, foldStates, graphOf, layoutFaults, pictureFaults } from "./support/layout-faults.ts";
import { nestedUnet } from "./support/nested-unet.ts";
import { gatedUnet, unets } from "./support/unets.ts";

const zoo = Object.entries(nets).map(
  ([name, net]): Example => ({ name, build: () => new net(), input: net.exampleInput }),
);

/** A U-Net's long connections, of which each encloses the next, and a module that is called twice. */
class Crossed extends nn.Module {
  readonly down = [new nn.Conv2d(4, 4, 3, { padding: 1 }), new nn.Conv2d(4, 4, 3, { padding: 1 })];
  readonly twice = new nn.Sequential(new nn.Conv2d(4, 4, 1), new nn.ReLU());

  forward(x: Tensor): Tensor {
    const a = this.down[0]?.(x) ?? x;
    const b = this.down[1]?.(a.relu()) ?? x;
    const c = this.twice(b);
    const d = this.twice(c.relu());
    return d.add(b).add(a).add(this.twice(x));
  }
}
const crossed: Example = { name: "crossed", build: () => new Crossed(), input: [1, 4, 8, 8] };

/** A feature pyramid: lines of three resolutions pass each other between two lists of layers. */
class Pyramid extends nn.Module {
  readonly downs = new nn.ModuleList([3, 8, 8].map((c) => new nn.Conv2d(c, 8, 3, { stride: 2, padding: 1 })));
  readonly laterals = new nn.ModuleList([0, 1, 2].map(() => new nn.Conv2d(8, 16, 1)));
  readonly smooth = new nn.ModuleList([0, 1, 2].map(() => new nn.Conv2d(16, 16, 3, { padding: 1 })));

  forward(x: Tensor): Tensor {
    const features: Tensor[] = [];
    for (const down of this.downs) features.push(down(features.at(-1) ?? x));
    const sides = features.map((feature, level) => this.laterals[level]?.(feature) ?? feature);
    const enlarged = (tensor: Tensor): Tensor => F.interpolate(tensor, { scaleFactor: 2 });
    const top = sides[2] ?? x;
    const middle = sides[1]?.add(enlarged(top)) ?? x;
    const maps = [sides[0]?.add(enlarged(middle)) ?? x, middle, top];
    return maps.map((map, level) => (this.smooth[level]?.(map) ?? map).mean()).reduce((a, b) => a.add(b));
  }
}
const pyramid: Example = { name: "pyramid", build: () => new Pyramid(), input: [1, 3, 64, 64] };

/** Three residual blocks, with so many more layers in the middle. */
class Edited extends nn.Module {
  readonly first = new nn.ResidualBlock(4, 4);
  readonly middle: nn.Sequential;
  readonly last = new nn.ResidualBlock(4, 4);

  constructor(convolutions: number) {
    super();
    const layers = Array.from({ length: convolutions }, () => new nn.Conv2d(4, 4, 1));
    this.middle = new nn.Sequential(new nn.ResidualBlock(4, 4), ...layers);
  }

  forward(x: Tensor): Tensor {
    return this.last(this.middle(this.first(x)));
  }
}
const edited = (convolutions: number): Example => ({
  name: "edited",
  build: () => new Edited(convolutions),
  input: [1, 4, 8, 8],
});

const us = [...unets, gatedUnet, nestedUnet];

describe("the layout of the preview's graph", () => {
  for (const example of [residual, projected, inception, crossed, pyramid, ...us, ...zoo]) {
    const view = viewOf(documentOf(example));
    for (const [state, folds] of Object.entries(foldStates(view))) {
      it(`${example.name}, ${state}: nothing overlaps, and lines keep clear of boxes`, () => {
        const isU = us.includes(example) || example.name === "UNet";
        for (const direction of isU ? (["automatic", ...directions] as const) : directions)
          assert.deepEqual(pictureFaults(view, folds, direction), [], direction);
        const { graph } = graphOf(view, folds);
        const known = layOut(graph, { direction: isU ? "automatic" : "down", ratio: 1 });
        const again = layOut(graph, { direction: "automatic", ratio: 1 }, newForms());
        assert.deepEqual(known, again, "the same graph, the same picture; a U only for a U-Net");
      });
    }
  }

  it("leaves what an edit does not touch in place", () => {
    const placedWith = (convolutions: number): PlacedGraph => {
      const view = viewOf(documentOf(edited(convolutions)));
      return layOut(graphOf(view, allUnfolded(view.tree).folds).graph);
    };
    const [before, after] = [placedWith(1).boxes, placedWith(2).boxes];
    const moves = [...before].flatMap(([id, { x, y }]) => {
      const now = after.get(id);
      return now === undefined ? [] : [{ id, way: `${now.x - x} ${now.y - y}` }];
    });
    const [above, below] = [/^n::input|^[gn]:first/, /^[gn]:last/];
    const waysOf = (ids: RegExp) => [
      ...new Set(moves.filter(({ id }) => ids.test(id)).map(({ way }) => way)),
    ];
    assert.deepEqual(waysOf(above), ["0 0"]);
    assert.equal(waysOf(below).length, 1, "all that is below goes one way");
    assert.match(waysOf(below)[0] ?? "", /^0 \d+$/);
  });

  it("graphs that join at random", () => {
    const random = newRandom(5);
    for (let round = 0; round < 100; round++) {
      const graph = randomGraph(random, { layers: 12, inputs: 2, back: 4 });
      for (const direction of directions) {
        const placed = layOut(graph, { direction, ratio: 1.4 });
        const edges = graph.edges.map(({ id }) => id).join(", ");
        assert.deepEqual(layoutFaults(graph, placed, direction), [], `${direction}: ${edges}`);
      }
    }
  });

  it("makes room where so many lines run sideways that they would lie on top of each other", () => {
    const random = newRandom(7);
    for (let round = 0; round < 60; round++) {
      const graph = randomGraph(random, { layers: 30, inputs: 3, back: 12 });
      const placed = layOut(graph, { direction: "down", ratio: 1.4 });
      assert.deepEqual(layoutFaults(graph, placed, "down"), [], `${round}`);
    }
    const crowded = [
      readInputs(newRandom(10), 14),
      ...[3, 10].map((seed) => readInputs(newRandom(seed), 18)),
      randomGraph(newRandom(33), { layers: 40, inputs: 3, back: 16 }),
    ];
    for (const [index, graph] of crowded.entries()) {
      const placed = layOut(graph, { direction: "down", ratio: 1.4 });
      assert.deepEqual(layoutFaults(graph, placed, "down"), [], `${index}`);
    }
  });
});

interface GraphSize {
  readonly layers: number;
  readonly inputs: number;
  /** How far before a layer its inputs may be. */
  readonly back: number;
}

/** Layers of which each reads a few of those before it. */
function randomGraph(random: Random, { layers, inputs, back }: GraphSize): VisibleGraph {
  const ids = Array.from({ length: 4 + random.below(layers) }, (_, index) => `layer ${index}`);
  const pairs = ids.slice(1).flatMap((target, index) =>
    Array.from({ length: 1 + random.below(inputs) }, () => {
      const source = ids[Math.max(0, index - random.below(back))] ?? "";
      return { id: `${source} > ${target}`, source, target };
    }),
  );
  return madeGraph(ids, pairs);
}

/** Inputs in a row, of which each of twice as many layers reads three: most of their lines turn in one gap. */
function readInputs(random: Random, count: number): VisibleGraph {
  const ids = Array.from({ length: 3 * count }, (_, index) => `layer ${index}`);
  const pairs = ids.slice(count).flatMap((target) =>
    Array.from({ length: 3 }, () => {
      const source = ids[random.below(count)] ?? "";
      return { id: `${source} > ${target}`, source, target };
    }),
  );
  return madeGraph(ids, pairs);
}

interface Pair {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

function madeGraph(ids: readonly string[], pairs: readonly Pair[]): VisibleGraph {
  const unique = [...new Map(pairs.map((pair) => [pair.id, pair])).values()];
  const items = ids.map((id, node): VisibleGraph["items"][number] => ({
    item: { kind: "layer", id, parent: "", name: id, path: "", node },
    as: "layer",
    frame: null,
  }));
  const skips = skipConnections(unique);
  const trunk = trunkOf(unique);
  return {
    items,
    edges: unique.map((edge) => ({
      ...edge,
      values: [0],
      skip: skips.has(edge.id),
      part: false,
      trunk: trunk.has(edge.id),
      pixels: null,
    })),
  };
}
