import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { nn, type Tensor } from "../../src/library/index.ts";
import { layOut } from "../../webview/layout/lay-out.ts";
import type { Box } from "../../webview/layout/placed-graph.ts";
import { allUnfolded, foldedGroups } from "../../webview/model/folds.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import { type VisibleGraph, visibleGraph } from "../../webview/model/visible-graph.ts";
import { documentOf, type Example } from "./support/documents.ts";
import { inception, projected, residual } from "./support/examples.ts";
import { gatedUnet, unets } from "./support/unets.ts";

/** A gate as squeeze-and-excitation has it: resolution falls to one pixel, and a product rises from it. */
class Gate extends nn.Module {
  readonly pool = new nn.AdaptiveAvgPool2d(1);
  readonly squeeze = new nn.Conv2d(8, 2, 1);
  readonly excite = new nn.Conv2d(2, 8, 1);

  forward(x: Tensor): Tensor {
    const y = x.relu();
    return y.mul(this.excite(this.squeeze(this.pool(y)).relu()).sigmoid());
  }
}

/** Down and up, without a skip. */
class Autoencoder extends nn.Module {
  readonly down = new nn.Conv2d(3, 8, 3, { stride: 2, padding: 1 });
  readonly middle = new nn.Conv2d(8, 8, 3, { padding: 1 });
  readonly up = new nn.ConvTranspose2d(8, 3, 2, { stride: 2 });

  forward(x: Tensor): Tensor {
    return this.up(this.middle(this.down(x)).relu());
  }
}

/** Skips that cross: the first resolution is joined before the second. */
class Pyramid extends nn.Module {
  readonly a = new nn.Conv2d(3, 8, 3, { padding: 1 });
  readonly b = new nn.Conv2d(8, 8, 3, { stride: 2, padding: 1 });
  readonly c = new nn.Conv2d(8, 8, 3, { stride: 2, padding: 1 });
  readonly d = new nn.Conv2d(8, 8, 3, { padding: 1 });

  forward(x: Tensor): Tensor {
    const a = this.a(x);
    const b = this.b(a);
    const d = this.d(this.c(b));
    const pooled = a.relu();
    return d.add(this.c(this.b(pooled))).add(this.c(b));
  }
}

/** Those of the library are laid out as always, too: the test of all layouts holds it. */
const others: readonly Example[] = [
  ...[residual, projected, inception],
  { name: "gate", build: () => new Gate(), input: [1, 8, 16, 16] },
  { name: "gate of a small image", build: () => new Gate(), input: [1, 8, 2, 2] },
  { name: "autoencoder", build: () => new Autoencoder(), input: [1, 3, 32, 32] },
  { name: "pyramid", build: () => new Pyramid(), input: [1, 3, 32, 32] },
];

describe("the layout of a U-Net", () => {
  for (const example of unets) {
    for (const state of ["folded", "unfolded"] as const) {
      it(`${example.name}, ${state}: falls at the left, rises at the right, and skips run straight across`, () => {
        const graph = graphOf(example, state);
        const { boxes, routes } = layOut(graph, { direction: "automatic", ratio: 1 });
        const skips = graph.edges.filter(({ skip }) => skip);
        assert.ok(skips.length > 0);
        for (const { id, source, target } of skips) {
          const [from, to] = [boxAt(boxes, source), boxAt(boxes, target)];
          assert.ok(from.x + from.width < to.x, `${id}: the one at the right of the other`);
          const points = routes.get(id) ?? [];
          const across = points
            .slice(1)
            .find(({ x, y }, index) => y === points[index]?.y && x > from.x + from.width);
          assert.ok(across !== undefined, `${id} runs across`);
        }
        const lowest = graph.edges.filter(({ skip }) => !skip);
        const rising = lowest.filter(({ source, target }) => boxAt(boxes, target).y < boxAt(boxes, source).y);
        assert.ok(rising.length >= skips.length, "the way up");
      });
    }
  }

  it("has both lines of an unfolded gate run across", () => {
    const graph = graphOf(gatedUnet, "unfolded");
    const { boxes } = layOut(graph, { direction: "automatic", ratio: 1 });
    for (const [from, to] of [
      ["n:inc:relu:1", "n:gate2.across:conv2d:0"],
      ["n:inc:relu:1", "n:gate2:mul:0"],
      ["n:down1.conv:relu:1", "n:gate1:mul:0"],
    ] as const) {
      assert.ok(boxAt(boxes, from).x + boxAt(boxes, from).width < boxAt(boxes, to).x, `${from} to ${to}`);
    }
  });

  it("is kept for nets that have the shape", () => {
    for (const example of others) {
      for (const state of ["folded", "unfolded"] as const) {
        const graph = graphOf(example, state);
        const [automatic, down] = (["automatic", "down"] as const).map((direction) =>
          layOut(graph, { direction, ratio: 1 }),
        );
        assert.deepEqual(automatic, down, `${example.name}, ${state}`);
      }
    }
  });
});

function graphOf(example: Example, state: "folded" | "unfolded"): VisibleGraph {
  const { tree, model } = viewOf(documentOf(example));
  const folded = foldedGroups(tree, state === "folded" ? {} : allUnfolded(tree).folds);
  return visibleGraph({ tree, folded, focus: null }, model.graph.nodes);
}

function boxAt(boxes: ReadonlyMap<string, Box>, id: string): Box {
  const box = boxes.get(id);
  assert.ok(box !== undefined, `${id} has no place`);
  return box;
}
