import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { models, nn, type Tensor } from "../../src/library/index.ts";
import type { Drawing } from "../../webview/graph/drawing.ts";
import { edgeLabels, rectangleOf } from "../../webview/graph/edge-labels.ts";
import { overlap, takenBy } from "../../webview/graph/free-space.ts";
import { newForms } from "../../webview/layout/known-levels.ts";
import { type Direction, layOut } from "../../webview/layout/lay-out.ts";
import type { Box, PlacedGraph, Point } from "../../webview/layout/placed-graph.ts";
import { frameHeader } from "../../webview/layout/sizes.ts";
import { allUnfolded, foldedGroups } from "../../webview/model/folds.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import { skipConnections } from "../../webview/model/skip-connections.ts";
import { trunkOf } from "../../webview/model/trunk.ts";
import { type VisibleGraph, visibleGraph } from "../../webview/model/visible-graph.ts";
import { newRandom, type Random } from "../reports/random.ts";
import { documentOf, type Example } from "./support/documents.ts";
import { inception, projected, residual } from "./support/examples.ts";
import { unets } from "./support/unets.ts";

const directions = ["down", "right", "columns"] as const;

const zoo = Object.entries(models).map(
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

describe("the layout of the preview's graph", () => {
  for (const example of [residual, projected, inception, crossed, ...unets, ...zoo]) {
    const view = viewOf(documentOf(example));
    const { tree, model } = view;
    const states = { folded: {}, unfolded: allUnfolded(tree).folds };
    for (const [state, folds] of Object.entries(states)) {
      it(`${example.name}, ${state}: nothing overlaps, and lines keep clear of boxes`, () => {
        const folded = foldedGroups(tree, folds);
        const graph = visibleGraph({ tree, folded, focus: null }, model.graph.nodes);
        const isU = unets.includes(example);
        for (const direction of isU ? (["automatic", ...directions] as const) : directions) {
          const placed = layOut(graph, { direction, ratio: 1.4 });
          assert.deepEqual(faults(graph, placed, direction), [], direction);
          assert.deepEqual(
            coveredByLabels({ key: "", view, graph, folded, focus: null, placed }),
            [],
            direction,
          );
        }
        const known = layOut(graph, { direction: isU ? "automatic" : "down", ratio: 1 });
        const again = layOut(graph, { direction: "automatic", ratio: 1 }, newForms());
        assert.deepEqual(known, again, "the same graph, the same picture; a U only for a U-Net");
      });
    }
  }

  it("leaves what an edit does not touch in place", () => {
    const placedWith = (convolutions: number): PlacedGraph => {
      const { tree, model } = viewOf(documentOf(edited(convolutions)));
      const folded = foldedGroups(tree, allUnfolded(tree).folds);
      return layOut(visibleGraph({ tree, folded, focus: null }, model.graph.nodes));
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
      const graph = randomGraph(random);
      for (const direction of directions) {
        const placed = layOut(graph, { direction, ratio: 1.4 });
        const edges = graph.edges.map(({ id }) => id).join(", ");
        assert.deepEqual(faults(graph, placed, direction), [], `${direction}: ${edges}`);
      }
    }
  });
});

function faults(graph: VisibleGraph, placed: PlacedGraph, direction: Direction): readonly string[] {
  return [
    ...overlaps(graph, placed),
    ...strays(graph, placed),
    ...faultyRoutes(graph, placed, direction),
    ...escapes(graph, placed),
  ];
}

/** Labels that cover a box, a title, a border, a line or another label. */
function coveredByLabels(drawing: Drawing): readonly string[] {
  const labels = edgeLabels(drawing);
  assert.ok(labels.length > 0, "no line has a label");
  const spaces = labels.map((label) => rectangleOf(label, label.text));
  const taken = takenBy(drawing.graph, drawing.placed);
  return labels.flatMap(({ edge }, index) => {
    const [space, others] = [spaces[index], [...taken, ...spaces.slice(index + 1)]];
    return space !== undefined && others.some((other) => overlap(space, other)) ? [edge.id] : [];
  });
}

/** Edges within one frame that leave it on their way. */
function escapes({ items, edges }: VisibleGraph, { boxes, routes }: PlacedGraph): readonly string[] {
  const frameOf = new Map(items.map(({ item, frame }) => [item.id, frame]));
  return edges.flatMap(({ id, source, target }) => {
    const frame = frameOf.get(source);
    if (frame == null || frameOf.get(target) !== frame) return [];
    const { x, y, width, height } = boxAt(boxes, frame);
    const inside = (at: Point): boolean => at.x > x && at.x < x + width && at.y > y && at.y < y + height;
    return (routes.get(id) ?? []).every(inside) ? [] : [id];
  });
}

/** Layers of which each reads one or two of the five before it. */
function randomGraph(random: Random): VisibleGraph {
  const ids = Array.from({ length: 4 + random.below(12) }, (_, index) => `layer ${index}`);
  const pairs = ids.slice(1).flatMap((target, index) =>
    Array.from({ length: 1 + random.below(2) }, () => {
      const source = ids[Math.max(0, index - random.below(4))] ?? "";
      return { id: `${source} > ${target}`, source, target };
    }),
  );
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

/** Pairs of items that overlap although neither is around the other. */
function overlaps({ items }: VisibleGraph, { boxes }: PlacedGraph): readonly string[] {
  const around = framesAround(items);
  return items.flatMap(({ item: { id } }, index) =>
    items.slice(index + 1).flatMap(({ item: { id: other } }) => {
      const isInside = around.get(other)?.has(id) === true || around.get(id)?.has(other) === true;
      return !isInside && overlap(boxAt(boxes, id), boxAt(boxes, other)) ? [`${id} and ${other}`] : [];
    }),
  );
}

/** Items that are not inside their frame and below its title. */
function strays({ items }: VisibleGraph, { boxes, width, height }: PlacedGraph): readonly string[] {
  const canvas = { x: 0, y: -frameHeader, width, height: height + frameHeader };
  return items.flatMap(({ item: { id }, frame }) => {
    const [inner, outer] = [boxAt(boxes, id), frame === null ? canvas : boxAt(boxes, frame)];
    const isInside =
      inner.x > outer.x &&
      inner.y > outer.y + frameHeader &&
      inner.x + inner.width < outer.x + outer.width &&
      inner.y + inner.height < outer.y + outer.height;
    return isInside ? [] : [id];
  });
}

/** Edges that do not lead from behind their source to before their target, run aslant, or pass behind another item. */
function faultyRoutes(
  { items, edges }: VisibleGraph,
  { boxes, routes }: PlacedGraph,
  direction: Direction,
): readonly string[] {
  const around = framesAround(items);
  return edges.flatMap(({ id, source, target }) => {
    const points = routes.get(id) ?? [];
    const [start, end] = [points[0], points.at(-1)];
    const [from, to] = [boxAt(boxes, source), boxAt(boxes, target)];
    const meets =
      direction === "right"
        ? start?.x === from.x + from.width &&
          within(start.y, from.y, from.height) &&
          end?.x === to.x &&
          within(end.y, to.y, to.height)
        : // On the way up of a U, lines leave above and come in from below.
          (start?.y === from.y + from.height || (direction === "automatic" && start?.y === from.y)) &&
          within(start.x, from.x, from.width) &&
          (end?.y === to.y || (direction === "automatic" && end?.y === to.y + to.height)) &&
          within(end.x, to.x, to.width);
    const foreign = items.filter(({ item }) => {
      const passes = around.get(source)?.has(item.id) === true || around.get(target)?.has(item.id) === true;
      return (
        !passes &&
        points.slice(1).some((point, index) => cuts(points[index] ?? point, point, boxAt(boxes, item.id)))
      );
    });
    const aslant = points
      .slice(1)
      .some(({ x, y }, index) => x !== points[index]?.x && y !== points[index]?.y);
    return [
      ...(meets ? [] : [`${id} does not meet its ends`]),
      ...(aslant ? [`${id} runs aslant`] : []),
      ...foreign.map(({ item }) => `${id} passes behind ${item.id}`),
    ];
  });
}

function within(at: number, start: number, size: number): boolean {
  return at > start && at < start + size;
}

function framesAround(items: VisibleGraph["items"]): ReadonlyMap<string, ReadonlySet<string>> {
  const around = new Map<string, ReadonlySet<string>>();
  for (const { item, frame } of items) {
    around.set(item.id, frame === null ? new Set() : new Set([frame, ...(around.get(frame) ?? [])]));
  }
  return around;
}

function boxAt(boxes: PlacedGraph["boxes"], id: string): Box {
  const box = boxes.get(id);
  assert.ok(box !== undefined, `${id} has no place`);
  return box;
}

/** Whether a stretch of a line passes through the inside of a box. */
function cuts(a: Point, b: Point, { x, y, width, height }: Box): boolean {
  const line = {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
  return (
    line.x < x + width &&
    x < line.x + line.width + (line.width === 0 ? 1e-9 : 0) &&
    line.y < y + height &&
    y < line.y + line.height + (line.height === 0 ? 1e-9 : 0)
  );
}
