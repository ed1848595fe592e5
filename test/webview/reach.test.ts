import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { withinReach } from "../../webview/graph/reach.ts";
import { type Direction, layOut } from "../../webview/layout/lay-out.ts";
import type { Box, PlacedGraph } from "../../webview/layout/placed-graph.ts";
import { allUnfolded, foldedGroups } from "../../webview/model/folds.ts";
import type { ItemId } from "../../webview/model/item.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import { type VisibleGraph, visibleGraph } from "../../webview/model/visible-graph.ts";
import { newRandom } from "../reports/random.ts";
import { resnet152 } from "./speed/nets.ts";
import { documentOf, type Example } from "./support/documents.ts";
import { inception, resnet18 } from "./support/examples.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";
import { unets } from "./support/unets.ts";

const panes = [
  { width: 840, height: 640 },
  { width: 280, height: 300 },
];

describe("how far the preview can be moved", () => {
  it("lets an author follow a line across a gap that is wider than the pane", () => {
    const box = (x: number, y: number): Box => ({ x, y, width: 200, height: 40 });
    const placed: PlacedGraph = {
      boxes: new Map<ItemId, Box>([
        ["n:a:0", box(0, 0)],
        ["n:b:1", box(3000, 0)],
      ]),
      routes: new Map([
        [
          "skip",
          [
            { x: 200, y: 20 },
            { x: 3000, y: 20 },
          ],
        ],
      ]),
      width: 3200,
      height: 40,
    };
    const between = { x: -1200, y: 100, zoom: 1 };
    assert.equal(withinReach(between, placed, { width: 800, height: 600 }), between);
    const aside = withinReach({ x: -1200, y: 900, zoom: 1 }, placed, { width: 800, height: 600 });
    assert.ok(aside.y <= 580, "the line stays in sight");
  });

  for (const example of [inception, resnet18, resnet152, ...unets])
    it(`leaves a box of ${example.name} in sight, wherever it is moved`, () => {
      const graph = unfolded(example);
      for (const direction of ["automatic", "right", "columns"] as const) {
        const { placed, boxes } = placedIn(graph, direction);
        const random = newRandom(7);
        const between = (least: number, most: number) => least + random.next() * (most - least);
        for (let round = 0; round < 80; round++) {
          const pane = panes[round % panes.length] ?? assert.fail();
          const zoom = 2 ** between(-5, 1);
          const x = between(-2 * placed.width * zoom, 2 * pane.width);
          const y = between(-2 * placed.height * zoom, 2 * pane.height);
          const moved = withinReach({ x, y, zoom }, placed, pane);
          assert.ok(
            [...boxes, ...longLines(placed, zoom)].some((box) => isSeen(box, moved, pane)),
            JSON.stringify({ x, y, zoom, moved }),
          );
          assert.equal(withinReach(moved, placed, pane), moved, "what is in reach stays where it is");
        }
      }
    });
});

/** The straight stretches of lines that are longer than a small box on the screen. */
function longLines({ routes }: PlacedGraph, zoom: number): readonly Box[] {
  return [...routes.values()].flatMap((route) =>
    route.slice(1).flatMap((to, index) => {
      const from = route[index] ?? to;
      const line = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) };
      const [width, height] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
      return Math.max(width, height) * zoom >= 240 ? [{ ...line, width, height }] : [];
    }),
  );
}

/** Whether 100 × 35 pixels of a box are in the pane, or all of a smaller one. */
function isSeen(
  box: Box,
  { x, y, zoom }: { readonly x: number; readonly y: number; readonly zoom: number },
  pane: { readonly width: number; readonly height: number },
): boolean {
  const seen = (start: number, size: number, room: number) =>
    Math.min(start + size, room) - Math.max(start, 0);
  const wide = seen(box.x * zoom + x, box.width * zoom, pane.width);
  const high = seen(box.y * zoom + y, box.height * zoom, pane.height);
  return wide >= Math.min(100, box.width * zoom) - 0.1 && high >= Math.min(35, box.height * zoom) - 0.1;
}

function unfolded(example: Example): VisibleGraph {
  const { tree, model } = viewOf(documentOf(example));
  const folded = foldedGroups(tree, allUnfolded(tree).folds);
  return visibleGraph({ tree, folded, focus: null }, model.graph.nodes);
}

function placedIn(graph: VisibleGraph, direction: Direction) {
  const placed = layOut(graph, { direction, ratio: 1 });
  const boxes = graph.items.flatMap(({ item, as }) =>
    as === "frame" ? [] : (placed.boxes.get(item.id) ?? []),
  );
  return { placed, boxes };
}

describe("the canvas in a browser", function () {
  this.timeout(60_000);
  let preview: PreviewDriver;
  before(async () => {
    preview = await open();
    await preview.show(documentOf(resnet18));
    await preview.after("drawn", () => preview.page.click('[title="Unfold all"]'));
  });

  for (const [x, y] of [
    [1, 1],
    [-1, 1],
    [1, -1],
    [-1, -1],
  ] as const)
    it(`is never empty while it is dragged and held: ${x}, ${y}`, async () => {
      const { page } = preview;
      const pane = await page.locator(".react-flow__pane").boundingBox();
      assert.ok(pane);
      const [left, top] = [pane.x + 6, pane.y + 6];
      const [right, bottom] = [pane.x + pane.width - 6, pane.y + pane.height - 6];
      for (let drag = 0; drag < 12; drag++) {
        await page.mouse.move(x > 0 ? left : right, y > 0 ? top : bottom);
        await page.mouse.down();
        await page.mouse.move(x > 0 ? right : left, y > 0 ? bottom : top, { steps: 4 });
        assert.ok(await layersInSight(preview), `drag ${drag}`);
        await page.mouse.up();
      }
      // What held the canvas back does not hold it when it is dragged the other way.
      const before = await offset(preview);
      await page.mouse.move(pane.x + pane.width / 2, pane.y + 6);
      await page.mouse.down();
      await page.mouse.move(pane.x + pane.width / 2 - 40 * x, pane.y + 6);
      const after = await offset(preview);
      await page.mouse.up();
      assert.ok(Math.abs(after - before + 40 * x) < 2, `${before} became ${after}`);
    });

  it("is never empty by the wheel, by zooming, or in a smaller pane", async () => {
    const { page } = preview;
    await page.mouse.move(400, 400);
    for (const [dx, dy] of [
      [9000, 9000],
      [-20_000, 0],
      [0, -20_000],
    ] as const) {
      await page.mouse.wheel(dx, dy);
      await page.waitForFunction(() => new Promise((resolve) => requestAnimationFrame(() => resolve(true))));
      assert.ok(await layersInSight(preview), `the wheel by ${dx}, ${dy}`);
    }
    for (let step = 0; step < 4; step++) {
      await page.click('[title="Zoom in"]');
      assert.ok(await layersInSight(preview), `zoomed ${step + 1} times`);
    }
    await page.setViewportSize({ width: 420, height: 400 });
    await page.waitForFunction(() => (document.querySelector(".pane")?.clientHeight ?? 400) < 400);
    await page.waitForTimeout(50);
    assert.ok(await layersInSight(preview), "made smaller");
  });
});

function offset({ page }: PreviewDriver): Promise<number> {
  return page.evaluate(
    () =>
      new DOMMatrix(getComputedStyle(document.querySelector(".react-flow__viewport") as Element).transform).e,
  );
}

/** How many boxes of layers or folded blocks are in the pane. */
function layersInSight({ page }: PreviewDriver): Promise<number> {
  return page.evaluate(() => {
    const pane = document.querySelector(".pane")?.getBoundingClientRect() ?? new DOMRect();
    return [...document.querySelectorAll(".box.layer, .box.folded")].filter((box) => {
      const { left, right, top, bottom } = box.getBoundingClientRect();
      const wide = Math.min(right, pane.right) - Math.max(left, pane.left);
      const high = Math.min(bottom, pane.bottom) - Math.max(top, pane.top);
      return wide > 20 && high > 10;
    }).length;
  });
}
