import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { models } from "../../src/library/index.ts";
import { documentOf, type Example, modelFile, partOf } from "./support/documents.ts";
import { resnet18 } from "./support/examples.ts";
import { open } from "./support/suite.ts";

const unet: Example = { name: "U-Net", build: () => new models.UNet(2), input: [1, 3, 32, 32] };

describe("the context menu of the graph", function () {
  this.timeout(60_000);

  it("opens at the pointer and at the menu key, and goes by arrow keys and Escape", async () => {
    const preview = await open();
    const { page } = preview;
    await preview.show(documentOf(resnet18));
    const block = page.locator('[data-item="g:layer1"]');
    await block.click({ button: "right" });
    const menu = page.getByRole("menu");
    const labels = await menu.getByRole("menuitem").allTextContents();
    assert.deepEqual(labels, [
      "Go to Source",
      "Fold or Unfold",
      "Show This Block Alone",
      "Run This Block",
      "Show Figures and Feature Maps",
      "Show in Table",
      "Copy Picture",
      "Copy Figures",
    ]);
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });

    await block.focus();
    await page.keyboard.press("ContextMenu");
    await menu.locator('[role="menuitem"]:focus', { hasText: "Go to Source" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await menu.locator('[role="menuitem"]:focus', { hasText: "Fold or Unfold" }).waitFor();
    await preview.after("drawn", () => page.keyboard.press("Enter"));
    assert.equal(await block.getAttribute("aria-expanded"), "true");
    await page.locator('[data-item="g:layer1"]:focus').waitFor();
  });

  it("runs a block, copies figures and lists a block's layers", async () => {
    const preview = await open();
    const { page } = preview;
    await preview.show(documentOf(resnet18));
    await preview.after("drawn", () => page.click('[data-item="g:layer1"] .fold-button'));
    const choose = async (label: string): Promise<void> => {
      await page.locator('[data-item="g:layer1.0"]').click({ button: "right" });
      await page.getByRole("menuitem", { name: label }).click();
    };
    const place = await preview.after("runBlock", () => choose("Run This Block"));
    assert.deepEqual(place, { model: "ResNet18", path: "layer1.0" });
    const { text } = await preview.after("copyText", () => choose("Copy Figures"));
    assert.match(text, /^layer1\.0\nBasicBlock\n.*74K params/s);
    await choose("Show in Table");
    await page.locator("table.layers tbody tr").first().waitFor();
    const paths = await page.locator("table.layers tbody th").allTextContents();
    assert.ok(paths.length > 3 && paths.every((path) => path.startsWith("layer1.0")), paths.join());
    assert.deepEqual(await preview.violations(), []);
  });

  it("runs a block as it is in its model, and says of which call", async () => {
    const preview = await open();
    const { page } = preview;
    await preview.show(documentOf(unet));
    const part = partOf(unet, "up2");
    const outcome = await preview.run([part], { seed: 0, runs: 1 });
    assert.deepEqual(outcome.kind === "done" && outcome.results[0]?.outputs[0]?.shape, [1, 256, 8, 8]);
    const results = page.locator(".results");
    await results.getByRole("heading", { name: "up2 of U-Net" }).waitFor();
    assert.match(
      (await results.textContent()) ?? "",
      /This block alone, on inputs of the shapes that arrive/,
    );
    await page.getByRole("button", { name: "Back to U-Net" }).waitFor();
    const places = await page.evaluate(() =>
      window.said.flatMap((one) => (one.kind === "request" && one.name === "companions" ? [one.params] : [])),
    );
    // The weights of a part are among those of its model.
    assert.deepEqual(places.at(-1), { uri: modelFile, model: "U-Net", apart: false });
    assert.deepEqual(await preview.violations(), []);
    const again = { ...part, part: part.part && { ...part.part, calls: 3 }, version: "again" };
    await preview.run([again], { seed: 0, runs: 1 });
    await results
      .getByText("The model uses the results of 3 of its calls; this is the first of them.")
      .waitFor();
  });

  it("copies a picture of one block", async () => {
    const preview = await open();
    const { page } = preview;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await preview.show(documentOf(resnet18));
    await page.locator('[data-item="g:layer1"]').click({ button: "right" });
    await preview.after("copiedPicture", () => page.getByRole("menuitem", { name: "Copy Picture" }).click());
    const copied = await page.evaluate(async () => (await navigator.clipboard.read())[0]?.types);
    assert.deepEqual(copied, ["image/png"]);
  });
});
