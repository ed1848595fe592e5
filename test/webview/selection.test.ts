import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { documentOf, placeOfModule, placeOfNode } from "./support/documents.ts";
import { resnet18 } from "./support/examples.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

describe("the preview's selection", () => {
  const model = documentOf(resnet18);
  const nodeAt = (module: string): number => model.graph.nodes.findIndex((node) => node.module === module);
  const moduleAt = (path: string): number => model.graph.modules.findIndex((module) => module.path === path);
  const marked = async ({ page }: PreviewDriver): Promise<readonly (string | null)[]> =>
    page.locator("[data-marked]").evaluateAll((boxes) => boxes.map((box) => box.getAttribute("data-item")));

  it("leads from a layer to its call", async () => {
    const preview = await open();
    await preview.show(model);
    const { at } = await preview.after("reveal", () =>
      preview.page.click('[data-item="n:bn1:batch-norm2d:0"]'),
    );
    assert.deepEqual(at, placeOfNode(nodeAt("bn1")));
  });

  it("leads from a block to its construction", async () => {
    const preview = await open();
    await preview.show(model);
    const { at } = await preview.after("reveal", () => preview.page.click('[data-item="g:layer1"]'));
    assert.deepEqual(at, placeOfModule(moduleAt("layer1")));
  });

  it("leads from the table too", async () => {
    const preview = await open();
    await preview.show(model);
    await preview.page.getByText("Table", { exact: true }).click();
    const { at } = await preview.after("reveal", () => preview.page.getByText("layer4.0.conv1").click());
    assert.deepEqual(at, placeOfNode(nodeAt("layer4.0.conv1")));
  });

  it("follows the cursor to the innermost item written there", async () => {
    const preview = await open();
    await preview.show(model);
    await preview.send("selectSource", {
      at: { ...placeOfNode(nodeAt("conv1")), end: placeOfNode(1).start + 1 },
    });
    assert.deepEqual(await marked(preview), ["n:conv1:conv2d:0"]);
    await preview.send("selectSource", { at: placeOfModule(moduleAt("layer3")) });
    assert.deepEqual(await marked(preview), ["g:layer3"]);
    await preview.send("selectSource", { at: null });
    assert.deepEqual(await marked(preview), []);
  });

  it("marks everything within a selection of several lines", async () => {
    const preview = await open();
    await preview.show(model);
    const [first, last] = [placeOfNode(nodeAt("conv1")), placeOfNode(nodeAt("maxpool"))];
    await preview.send("selectSource", { at: { ...first, end: last.end } });
    assert.deepEqual(await marked(preview), [
      "n:conv1:conv2d:0",
      "n:bn1:batch-norm2d:0",
      "n:relu:relu:0",
      "n:maxpool:max-pool2d:0",
    ]);
  });

  it("marks what a selection from the middle of one call to the middle of another touches", async () => {
    const preview = await open();
    await preview.show(model);
    const [first, last] = [placeOfNode(nodeAt("conv1")), placeOfNode(nodeAt("bn1"))];
    await preview.send("selectSource", { at: { ...first, start: first.end - 1, end: last.start + 1 } });
    assert.deepEqual(await marked(preview), ["n:conv1:conv2d:0", "n:bn1:batch-norm2d:0"]);
  });

  it("marks the folded block around the layer under the cursor, then the layer itself", async () => {
    const preview = await open();
    await preview.show(model);
    await preview.send("selectSource", { at: placeOfNode(nodeAt("layer3.1.conv1")) });
    assert.deepEqual(await marked(preview), ["g:layer3"]);
    await preview.after("drawn", () => preview.page.click('[title="Unfold all"]'));
    assert.deepEqual(await marked(preview), ["n:layer3.1.conv1:conv2d:0"]);
  });

  it("goes by arrow keys from layer to layer, and Enter leads to the source", async () => {
    const preview = await open();
    await preview.show(model);
    const { keyboard } = preview.page;
    await preview.page.locator('[data-item][tabindex="0"]').focus();
    const { at } = await preview.after("reveal", async () => {
      for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) {
        const before = await preview.page.evaluate(focused);
        await keyboard.press(key);
        await preview.page.waitForFunction(
          (left) => document.activeElement?.getAttribute("data-item") !== left,
          before,
        );
      }
      await keyboard.press("Enter");
    });
    assert.deepEqual(at, placeOfNode(nodeAt("conv1")));
    assert.equal(await preview.page.evaluate(focused), "n:conv1:conv2d:0");
    assert.equal(await preview.page.locator('[data-item][tabindex="0"]').count(), 1);
  });
});

describe("Home and End in the graph", function () {
  this.timeout(60_000);

  it("lead to the first and the last item of what is shown, also of a block alone", async () => {
    const preview = await open();
    const { keyboard } = preview.page;
    await preview.show(documentOf(resnet18));
    await preview.page.locator('[data-item="g:layer2"]').focus();
    const goes = async (key: string, item: string): Promise<void> => {
      await keyboard.press(key);
      await preview.page.locator(`[data-item="${item}"]:focus`).waitFor();
    };
    await goes("End", "n:fc:linear:0");
    await goes("Home", "n::input:0");
    await goes("End", "n:fc:linear:0");
    await preview.page.locator('[data-item="g:layer1"]').focus();
    await preview.after("drawn", () => keyboard.press("f"));
    await preview.page.locator('[data-item="g:layer1.0"]').focus();
    await goes("End", "g:layer1.1");
    await goes("Home", "g:layer1.0");
  });
});

/** The item that has the focus. Runs in the page. */
function focused(): string | null {
  return document.activeElement?.getAttribute("data-item") ?? null;
}
