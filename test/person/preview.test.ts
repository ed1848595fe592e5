import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { keepScreenshot, runCommand, takeWindow, type VscodeWindow, webviewOf } from "../support/window.ts";
import { cursorBehind, eventually, hasSelection, useFile } from "./support/editor.ts";
import { pictureFailures } from "./support/picture-failures.ts";

describe("a person with the preview", () => {
  let window: VscodeWindow;
  before(async () => {
    window = await takeWindow();
  });
  pictureFailures(() => window);
  after(() => window.letGo());

  it("opens it by the palette and reads the blocks", async () => {
    const { page } = window;
    await useFile(page, "residual.ts");
    await runCommand(page, "CNN Blocks: Open Architecture Preview");
    await box(page, "conv1").waitFor({ timeout: 60_000 });
    await keepScreenshot(page, "preview");
    assert.match((await box(page, "conv1").textContent()) ?? "", /3×3/);
    assert.match((await webviewOf(page).locator("header").textContent()) ?? "", /73,984|74\.0k/i);
  });

  it("folds a block and unfolds it", async () => {
    const { page } = window;
    await useFile(page, "resnet18.ts");
    const view = webviewOf(page);
    await box(page, "layer1").waitFor({ timeout: 60_000 });
    const count = () => view.locator(".box").count();
    const folded = await count();
    await box(page, "layer1").first().locator(".fold-button").click();
    await eventually("more boxes", async () => (await count()) > folded);
    await keepScreenshot(page, "unfolded");
    await box(page, "layer1").first().locator(".fold-button").click();
    await eventually("as few boxes as before", async () => (await count()) === folded);
  });

  it("clicks a layer and sees its source selected", async () => {
    const { page } = window;
    await box(page, "conv1").click();
    await eventually("a selection", () => hasSelection(page));
    await keepScreenshot(page, "selected");
  });

  it("moves the cursor and sees the layer marked", async () => {
    const { page } = window;
    await cursorBehind(page, "this.maxpool = new nn.Max");
    await webviewOf(page).locator('.box[data-marked][data-item^="n:maxpool:"]').waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "marked");
  });

  it("types, and the picture follows before anything is saved", async () => {
    const { page } = window;
    await cursorBehind(page, "this.fc = new nn.Linear(512, numClasses");
    await page.keyboard.type(" * 2");
    await eventually("2000 classes", async () =>
      ((await webviewOf(page).locator(".totals").textContent()) ?? "").includes("1×2000"),
    );
    for (let i = 0; i < " * 2".length; i++) await page.keyboard.press("Backspace");
    await eventually("1000 classes again", async () =>
      ((await webviewOf(page).locator(".totals").textContent()) ?? "").includes("1×1000"),
    );
  });

  it("tries another number, writes it into the file and undoes it", async () => {
    const { page } = window;
    const view = webviewOf(page);
    const hasClasses = (count: number) => async () =>
      ((await view.locator(".totals").textContent()) ?? "").includes(`1×${count}`);
    await useFile(page, "resnet18.ts");
    await box(page, "layer1").waitFor({ timeout: 60_000 });
    const showPanel = view.getByRole("button", { name: "Show the side panel" });
    if ((await showPanel.count()) > 0) await showPanel.click();
    await view.getByRole("tab", { name: "What if" }).click();
    await view.getByRole("spinbutton", { name: "numClasses of ResNet18" }).fill("10");
    await eventually("ten classes", hasClasses(10));
    await keepScreenshot(page, "what-if");
    await view.getByRole("button", { name: "Apply" }).click();
    await cursorBehind(page, "constructor(numClasses = 10)");
    await page.keyboard.press("ControlOrMeta+z");
    await eventually("a thousand classes", hasClasses(1000));
    await view.getByRole("tab", { name: "Layer" }).click();
  });

  it("runs the model and reads times and output", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await view.getByRole("button", { name: "Run", exact: true }).click();
    await view.locator("text=/1 thread/").first().waitFor({ timeout: 90_000 });
    await keepScreenshot(page, "run");
    await view.getByRole("button", { name: "Fit the whole graph" }).click();
    await box(page, "conv1").click();
    await view.locator(".maps canvas").first().waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "feature-maps");
    await view.locator(".feature-maps canvas.map-sheet").click({ position: { x: 4, y: 4 } });
    await view.locator(".enlarged-map canvas").click({ position: { x: 4, y: 4 } });
    await view
      .getByText(/the sum of \d+ products/)
      .first()
      .waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "step");
  });

  it("cancels a run", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await runCommand(page, "CNN Blocks: Run Block…");
    const input = page.locator(".quick-input-widget input").first();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "ResNet18" }).first().waitFor();
    await keepScreenshot(page, "run-block-pick");
    await input.fill("VGG16");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "VGG16" }).first().click();
    await page.locator(".quick-input-widget", { hasText: "The shape of the input" }).waitFor();
    await input.fill("8x3x224x224");
    await keepScreenshot(page, "run-block-input");
    await page.keyboard.press("Enter");
    const cancel = view.getByRole("button", { name: "Cancel" }).first();
    await cancel.waitFor({ timeout: 60_000 });
    await keepScreenshot(page, "running");
    await cancel.click();
    await view.locator(".notice", { hasText: "cancelled" }).waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "cancelled");
  });

  it("compares the file's own models, which are ticked from the start", async () => {
    const { page } = window;
    await useFile(page, "compare.ts");
    await runCommand(page, "CNN Blocks: Compare Blocks…");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "ResidualBlock" }).first().waitFor();
    await keepScreenshot(page, "compare-pick");
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-widget", { hasText: "The shape of the input" }).waitFor();
    await page.locator(".quick-input-widget input").first().fill("1x64x56x56");
    await page.keyboard.press("Enter");
    const view = webviewOf(page);
    await view.locator("table", { hasText: "DepthwiseSeparableConv" }).first().waitFor({ timeout: 60_000 });
    await keepScreenshot(page, "compared");
  });

  it("reloads the window and finds the preview as it was", async function () {
    this.timeout(240_000);
    const { page } = window;
    await useFile(page, "inception.ts");
    await box(page, "b1").waitFor({ timeout: 60_000 });
    const loaded = page.waitForEvent("domcontentloaded");
    await runCommand(page, "Developer: Reload Window");
    await loaded;
    await box(page, "b1").waitFor({ timeout: 180_000 });
    await keepScreenshot(page, "restored");
  });
});

function box(page: Page, path: string) {
  return webviewOf(page).locator(`.box[data-item^="n:${path}:"], .box[data-item="g:${path}"]`).first();
}
