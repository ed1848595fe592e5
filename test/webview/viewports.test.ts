import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  firstViewport,
  leastZoom,
  readably,
  wholeViewport,
  withinReach,
} from "../../webview/graph/viewports.ts";
import type { PlacedGraph } from "../../webview/layout/placed-graph.ts";

const pane = { width: 600, height: 800 };
const small = picture(300, 400);
const long = picture(300, 60_000);

describe("where the preview looks", () => {
  it("sees the longest picture whole, and may go as far away", () => {
    const { y, zoom } = wholeViewport(long, pane);
    assert.ok(y >= 0 && y + long.height * zoom <= pane.height);
    assert.ok(zoom < 0.05 && leastZoom(long, pane) <= zoom);
    assert.equal(leastZoom(small, pane), 0.05);
  });

  it("keeps a part of the picture in sight, however far it is moved", () => {
    for (const x of [-1e6, 0, 1e6]) {
      for (const y of [-1e6, 0, 1e6]) {
        const moved = withinReach({ x, y, zoom: 0.5 }, small, pane);
        assert.ok(moved.x < pane.width && moved.x + small.width * 0.5 > 0, `${x}, ${y}`);
        assert.ok(moved.y < pane.height && moved.y + small.height * 0.5 > 0, `${x}, ${y}`);
      }
    }
    const first = firstViewport(small, pane);
    assert.equal(withinReach(first, small, pane), first);
  });

  it("goes to a box at a zoom at which it can be read", () => {
    const box = { x: 20, y: 30_000, width: 200, height: 44 };
    const there = readably(wholeViewport(long, pane), box, pane);
    assert.ok(there.zoom > 0.5);
    const top = box.y * there.zoom + there.y;
    assert.ok(top > 0 && top < pane.height);
    const near = { x: 0, y: -29_900, zoom: 1 };
    assert.equal(readably(near, box, pane).zoom, 1);
  });
});

function picture(width: number, height: number): PlacedGraph {
  return { width, height, boxes: new Map(), routes: new Map() };
}
