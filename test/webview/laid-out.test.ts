import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { newForms } from "../../webview/layout/known-levels.ts";
import { laidOut } from "../../webview/layout/laid-out.ts";
import { type Form, layOut } from "../../webview/layout/lay-out.ts";
import { allUnfolded, foldedGroups } from "../../webview/model/folds.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import { type VisibleGraph, visibleGraph } from "../../webview/model/visible-graph.ts";
import { documentOf, type Example } from "./support/documents.ts";
import { inception, projected, residual } from "./support/examples.ts";
import { nestedUnet } from "./support/nested-unet.ts";
import { unets } from "./support/unets.ts";

const form: Form = { direction: "automatic", ratio: 1 };

describe("a picture after an edit", () => {
  for (const example of [residual, inception, nestedUnet, ...unets]) {
    it(`of ${example.name} keeps its places where numbers alone have changed`, () => {
      const [n = 1, c = 1, h = 1, w = 1] = example.input;
      const before = laidOut(unfolded(example), form);
      const larger = unfolded({ ...example, input: [n, c, h + 32, w + 32] });
      assert.equal(laidOut(larger, form), before);
      assert.deepEqual(before, layOut(larger, form, newForms()));
    });
  }

  it("is laid out anew where a box, a line or the direction is another", () => {
    const graph = unfolded(residual);
    const before = laidOut(graph, form);
    assert.notEqual(laidOut(graph, { ...form, direction: "right" }), before);
    assert.notEqual(laidOut(unfolded(projected), form), before);
    const [, ...edges] = graph.edges;
    assert.notEqual(laidOut({ ...graph, edges }, form), before);
    assert.equal(laidOut(unfolded(residual), form), before, "after an undo");
  });

  it("is no U any more where its images are of one size", () => {
    for (const example of unets) {
      const graph = unfolded(example);
      laidOut(graph, form);
      for (const pixels of [null, 0, 4096]) {
        const flat = { ...graph, edges: graph.edges.map((edge) => ({ ...edge, pixels })) };
        assert.deepEqual(laidOut(flat, form), layOut(flat, form, newForms()), example.name);
      }
    }
  });
});

function unfolded(example: Example): VisibleGraph {
  const { tree, model } = viewOf(documentOf(example));
  const folded = foldedGroups(tree, allUnfolded(tree).folds);
  return visibleGraph({ tree, folded, focus: null }, model.graph.nodes);
}
