import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { layOut } from "../../webview/layout/lay-out.ts";
import type { Box } from "../../webview/layout/placed-graph.ts";
import { allUnfolded, foldedGroups } from "../../webview/model/folds.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import { visibleGraph } from "../../webview/model/visible-graph.ts";
import { documentOf } from "./support/documents.ts";
import { nestedUnet } from "./support/nested-unet.ts";

describe("the layout of a nested U-Net", () => {
  for (const state of ["folded", "unfolded"] as const) {
    it(`${state}: has a row for each resolution and a column for each round of enlarging`, () => {
      const { tree, model } = viewOf(documentOf(nestedUnet));
      const folded = foldedGroups(tree, state === "folded" ? {} : allUnfolded(tree).folds);
      const graph = visibleGraph({ tree, folded, focus: null }, model.graph.nodes);
      const { boxes } = layOut(graph, { direction: "automatic", ratio: 1 });
      const at = (row: number, column: number): Box =>
        boxes.get(`g:blocks.${row}.${column}`) ?? assert.fail(`${row}, ${column}: ${[...boxes.keys()]}`);
      for (const row of [0, 1, 2, 3]) {
        for (const column of [0, 1, 2, 3].slice(0, 4 - row)) {
          const { x, y } = at(row, column);
          if (row > 0) {
            const above = at(row - 1, column);
            assert.ok(Math.abs(above.x - x) < 1 && above.y + above.height < y, `below: ${row}, ${column}`);
          }
          if (column > 0) {
            const before = at(row, column - 1);
            assert.ok(before.x + before.width < x && before.y === y, `beside: ${row}, ${column}`);
          }
        }
      }
    });
  }
});
