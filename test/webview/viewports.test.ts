import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { detailAt } from "../../webview/graph/detail.ts";
import {
  anchoredReadably,
  firstViewport,
  leastZoom,
  readably,
  refitted,
  steadied,
  wholeViewport,
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

  it("shows a wide picture whole where its figures can be read, and else where it begins", () => {
    const wide = { ...picture(1000, 620), boxes: new Map([["a", { x: 400, y: 0, width: 200, height: 50 }]]) };
    const { x, zoom } = firstViewport(wide, { width: 720, height: 640 });
    assert.ok(x >= 0 && x + wide.width * zoom <= 720, `${x} at ${zoom}`);
    const narrow = firstViewport(wide, { width: 300, height: 640 });
    assert.ok(narrow.zoom > 0.5);
    const left = 400 * narrow.zoom + narrow.x;
    assert.ok(left >= 0 && left + 200 * narrow.zoom <= 300, `${left} at ${narrow.zoom}`);
  });

  it("begins with words, however large the picture is in both directions", () => {
    const large = {
      ...picture(2400, 3000),
      boxes: new Map([["a", { x: 900, y: 0, width: 200, height: 50 }]]),
    };
    const { x, y, zoom } = firstViewport(large, pane);
    assert.notEqual(detailAt(zoom), "colours");
    const left = 900 * zoom + x;
    assert.ok(left >= 0 && left + 200 * zoom <= pane.width && y >= 0, `${left}, ${y}`);
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

  it("is readable after unfolding, where it was seen whole or a block was unfolded from afar", () => {
    const whole = wholeViewport(long, pane);
    const more = { ...long, boxes: new Map([["a", { x: 20, y: 0, width: 200, height: 44 }]]) };
    assert.deepEqual(refitted(wholeViewport(small, pane), small, more, pane), firstViewport(more, pane));
    assert.deepEqual(refitted(whole, more, small, pane), wholeViewport(small, pane), "after folding");
    assert.deepEqual(
      refitted(wholeViewport(small, pane), small, long, pane),
      wholeViewport(long, pane),
      "the same boxes in another form",
    );
    const [folded, frame] = [
      { x: 16, y: 900, width: 300, height: 50 },
      { x: 40, y: 900, width: 360, height: 2000 },
    ];
    const far = { x: 100, y: 20, zoom: 0.2 };
    const near = anchoredReadably(far, folded, frame);
    assert.ok(near.zoom > 0.5);
    assert.ok(
      Math.abs(frame.y * near.zoom + near.y - (folded.y * 0.2 + 20)) < 1,
      "its title stays where it was",
    );
    assert.equal(anchoredReadably(far, frame, folded).zoom, 0.2, "folding changes no zoom");
  });

  it("stays where most of what was in sight is after an edit", () => {
    const boxes = (y: number, inserted: number): PlacedGraph => ({
      ...long,
      boxes: new Map(
        ["a", "b", "c", "d"].map((id, index) => [
          id,
          { x: 16, y: y + 100 * index + (index > 0 ? inserted : 0), width: 200, height: 50 },
        ]),
      ),
    });
    const view = { x: 0, y: 0, zoom: 0.5 };
    assert.equal(steadied(view, boxes(0, 0), boxes(0, 0), pane), view, "the same picture");
    assert.deepEqual(steadied(view, boxes(0, 0), boxes(0, 80), pane), { x: 0, y: -40, zoom: 0.5 });
    // What changes far above the part in sight moves nothing in it.
    const far = { x: 0, y: -5000, zoom: 0.5 };
    assert.deepEqual(steadied(far, boxes(10_000, 0), boxes(10_300, 0), pane), { x: 0, y: -5150, zoom: 0.5 });
  });
});

function picture(width: number, height: number): PlacedGraph {
  return { width, height, boxes: new Map(), routes: new Map() };
}
