import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { documentOf } from "./support/documents.ts";
import { convolutions, inception, projected, residual, resnet18 } from "./support/examples.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

describe("the preview's graph", () => {
  // Items: layers and frames. Skips: connections beside which a longer path leads.
  const drawings = [
    { example: residual, items: 8, edges: 8, folded: 0, skips: 1 },
    { example: projected, items: 11, edges: 10, folded: 0, skips: 0 },
    { example: inception, items: 25, edges: 23, folded: 0, skips: 0 },
    { example: resnet18, items: 12, edges: 11, folded: 4, skips: 0 },
  ];
  for (const { example, items, edges, folded, skips } of drawings) {
    it(`draws ${example.name}`, async () => {
      const preview = await open();
      const model = documentOf(example);
      await preview.show(model);
      assert.deepEqual((await preview.said("drawn")).at(-1), {
        ...{ model: model.id, nodes: items, edges, folded },
      });
      assert.equal(await preview.page.locator(".box").count(), items);
      assert.equal(await preview.page.locator("path.edge:not(.legend path)").count(), edges);
      assert.equal(await preview.page.locator(".edges path.skip").count(), skips);
    });
  }

  it("shows what a layer is, its shape and its cost", async () => {
    const preview = await open();
    await preview.show(documentOf(projected));
    const box = preview.page.locator('[data-item="n:conv1:conv2d:0"]');
    assert.equal(
      await box.getAttribute("aria-label"),
      "conv1, Conv2d 3×3, 64→128, stride 2, output 2×128×8×8, 73,728 parameters, 9,437,184 MACs",
    );
    assert.equal(await box.locator(".cost").textContent(), "73.7K params · 9.44 MMACs");
  });

  it("folds and unfolds by button, double click and key", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    const layer2 = '[data-item="g:layer2"]';
    const unfolded = await preview.after("drawn", () => preview.page.click(`${layer2} .fold-button`));
    assert.deepEqual([unfolded.nodes, unfolded.folded], [14, 5]);
    const inner = preview.page.locator('[data-item="g:layer2.0"]');
    assert.equal((await preview.after("drawn", () => inner.dblclick())).folded, 5);
    assert.equal(await inner.getAttribute("aria-expanded"), "true");
    await preview.page.locator(layer2).focus();
    assert.equal((await preview.after("drawn", () => preview.page.keyboard.press(" "))).nodes, 12);
  });

  it("keeps a folded block where it was on the screen", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    const block = preview.page.locator('[data-item="g:layer2"]');
    const before = await block.boundingBox();
    await preview.after("drawn", () => block.locator(".fold-button").click());
    const after = await block.boundingBox();
    assert.ok(before && after && Math.abs(before.y - after.y) < 2, `${before?.y} became ${after?.y}`);
  });

  it("unfolds and folds all", async () => {
    const preview = await open();
    const model = documentOf(resnet18);
    await preview.show(model);
    const all = await preview.after("drawn", () => preview.page.click('[title="Unfold all"]'));
    assert.equal(all.folded, 0);
    assert.ok(all.nodes > model.graph.nodes.length);
    const none = await preview.after("drawn", () => preview.page.click('[title="Fold all"]'));
    assert.equal(none.folded, 4);
  });

  it("gathers equal blocks in a row", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    assert.equal(await preview.page.locator('[data-item="g:layer1"] .times').textContent(), "×2");
    assert.equal(await preview.page.locator('[data-item="g:layer2"] .times').count(), 0);
  });

  it("shows shapes on the lines, or in the boxes", async () => {
    const preview = await open();
    await preview.show(documentOf(residual));
    const labels = preview.page.locator(".edges text");
    assert.ok((await labels.allTextContents()).every((text) => text === "2×64×16×16"));
    assert.ok((await labels.count()) >= 7);
    const inBoxes = preview.page.locator(".box .shape");
    assert.equal(await inBoxes.count(), 1, "the output has no line to carry its shape");
    await preview.page.click('[title="Show the shapes in boxes"]');
    assert.equal(await labels.count(), 0);
    assert.equal(await inBoxes.count(), 8);
  });

  it("finds a layer inside folded blocks and goes there", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    await preview.page.locator("vscode-text-field input").fill("layer3.1.conv2");
    await preview.after("drawn", () => preview.page.keyboard.press("Enter"));
    const found = preview.page.locator('[data-item="n:layer3.1.conv2:conv2d:0"]');
    await found.and(preview.page.locator("[data-selected]")).waitFor();
    assert.ok(await isInSight(preview, '[data-item="n:layer3.1.conv2:conv2d:0"]'));
  });

  it("draws what is in sight of ten thousand layers, and lists them a thousand at a time", async function () {
    this.timeout(60_000);
    const preview = await open();
    const model = documentOf(convolutions(10_000));
    await preview.show(model);
    const unfolded = await preview.after("drawn", () => preview.page.locator(".fold-button").first().click());
    assert.ok(unfolded.nodes < 100, `${unfolded.nodes} items at once`);
    await preview.page.getByText("Table", { exact: true }).click();
    await preview.page.getByText("Show more (1,000 of 10,001)").waitFor();
  });
});

async function isInSight({ page }: PreviewDriver, selector: string): Promise<boolean> {
  const [box, canvas] = await Promise.all([
    page.locator(selector).boundingBox(),
    page.locator(".canvas").boundingBox(),
  ]);
  if (box === null || canvas === null) return false;
  return box.y >= canvas.y && box.y + box.height <= canvas.y + canvas.height;
}
