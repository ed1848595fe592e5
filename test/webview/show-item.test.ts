import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { nn } from "../../src/nn/index.ts";
import { documentOf, partOf } from "./support/documents.ts";
import { resnet18 } from "./support/examples.ts";
import { open } from "./support/suite.ts";

describe("what the model tree shows in the preview", function () {
  this.timeout(60_000);
  const model = documentOf(resnet18);
  const conv = model.graph.nodes.findIndex(({ module }) => module === "layer2.0.conv1");
  const block = { model: model.id, path: "layer2.0", node: null };

  it("is a block alone, also while another block that ran is in view", async () => {
    const preview = await open();
    await preview.show(model);
    await preview.run([partOf(resnet18, "layer1.0")], { seed: 0, runs: 1 });
    await preview.showItem({ ...block, as: "alone" });
    await preview.page.locator('[data-item="n:layer2.0.conv1:conv2d:0"]').waitFor();
    assert.equal(await preview.page.locator('[data-item="g:layer1"]').count(), 0);
  });

  it("is a layer in the side panel, out of the folded block around it", async () => {
    const preview = await open();
    await preview.show(model);
    await preview.showItem({ model: model.id, path: "layer2.0.conv1", node: conv, as: "figures" });
    await preview.page.locator('[data-item="n:layer2.0.conv1:conv2d:0"][data-selected]').waitFor();
    await preview.page.locator(".side-panel", { hasText: "layer2.0.conv1" }).waitFor();
  });

  it("is the table with a block's layers", async () => {
    const preview = await open();
    await preview.show(model);
    await preview.showItem({ ...block, as: "table" });
    await preview.page.locator("table.layers tbody tr").first().waitFor();
    const paths = await preview.page.locator("table.layers tbody th").allTextContents();
    assert.ok(paths.length > 3 && paths.every((path) => path.startsWith("layer2.0")), paths.join());
  });

  it("is the table with no layers but those whose path begins so", async () => {
    const preview = await open();
    const build = () => new nn.Sequential(...Array.from({ length: 12 }, () => new nn.Conv2d(1, 1, 1)));
    const document = documentOf({ name: "many", build, input: [1, 1, 8, 8] });
    await preview.show(document);
    await preview.showItem({ model: document.id, path: "1", node: null, as: "table" });
    await preview.page.locator("table.layers tbody tr").first().waitFor();
    assert.deepEqual(await preview.page.locator("table.layers tbody th").allTextContents(), ["1"]);
  });

  it("is nothing where the model has no such item", async () => {
    const preview = await open();
    await preview.show(model);
    await preview.showItem({ ...block, path: "layer9", as: "table" });
    await preview.showItem({ ...block, model: "Other", as: "table" });
    assert.equal(await preview.page.locator("table.layers").count(), 0);
  });
});
