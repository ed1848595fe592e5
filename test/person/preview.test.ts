import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { keepScreenshot, runCommand, takeWindow, type VscodeWindow, webviewOf } from "../support/window.ts";
import { cursorBehind, eventually, hasSelection, useFile } from "./support/editor.ts";
import { pictureFailures } from "./support/picture-failures.ts";
import { box, chooseInDropdown, placeOf, violationsInView } from "./support/view.ts";

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
    await box(page, "layer1").first().locator(".fold-button").click();
    await eventually("as few boxes as before", async () => (await count()) === folded);
  });

  it("unfolds everything, finds a layer, fits the graph and lets lines run to the right", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await view.getByRole("button", { name: "Unfold all" }).click();
    await box(page, "layer1.0.conv1").waitFor();
    const search = view.locator("vscode-text-field input");
    await search.fill("layer4.1.conv2");
    await search.press("Enter");
    await box(page, "layer4.1.conv2").and(view.locator("[data-selected]")).waitFor();
    await search.press("Escape");
    await view.getByRole("button", { name: "Fit the whole graph" }).click();
    await box(page, "conv1").click({ trial: true });
    await box(page, "fc").click({ trial: true });
    await view.getByRole("button", { name: "What is drawn" }).click();
    await view.getByRole("button", { name: "Right", exact: true }).click();
    await eventually("one right of the other", async () => {
      const [first, last] = [await placeOf(page, "conv1"), await placeOf(page, "fc")];
      return last.x > first.x && Math.abs(last.y - first.y) < last.x - first.x;
    });
    await keepScreenshot(page, "right");
    await view.getByRole("button", { name: "Automatic" }).click();
    await page.keyboard.press("Escape");
    await view.getByRole("button", { name: "Fold all", exact: true }).click();
    await box(page, "layer1").waitFor();
  });

  it("clicks a layer and sees its source selected", async () => {
    const { page } = window;
    await box(page, "conv1").click();
    await eventually("a selection", () => hasSelection(page));
  });

  it("moves the cursor and sees the layer marked", async () => {
    const { page } = window;
    await cursorBehind(page, "this.maxpool = new nn.Max");
    await webviewOf(page).locator('.box[data-marked][data-item^="n:maxpool:"]').waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "marked");
  });

  it("selects several lines and sees all their layers marked", async () => {
    const { page } = window;
    await cursorBehind(page, "this.avgpool =");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await webviewOf(page).locator('.box[data-marked][data-item^="n:fc:"]').waitFor();
    await webviewOf(page).locator('.box[data-marked][data-item^="n:avgpool:"]').waitFor();
  });

  it("mistypes a number and sees the fault at its layer and in the list", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await cursorBehind(page, "this.fc = new nn.Linear(512");
    await page.keyboard.type("0");
    await view.locator('.box[data-fault="error"][data-item^="n:fc:"]').waitFor();
    await view.locator(".problems", { hasText: /1 problem.*5120/ }).waitFor();
    await keepScreenshot(page, "marked-fault");
    await page.keyboard.press("Backspace");
    await view.getByText("No problems").waitFor();
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

  it("tries another number, writes it into the file, sees what that changed since the last commit and undoes it", async () => {
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
    await page.locator(".tab.dirty", { hasText: "resnet18.ts" }).waitFor();
    await runCommand(page, "CNN Blocks: Compare Model with Last Commit");
    await view.locator('.changed-layers tr[data-change="changed"]', { hasText: "fc" }).waitFor();
    await keepScreenshot(page, "last-commit");
    await chooseInDropdown(page, "Compare with", "Compare with …");
    await cursorBehind(page, "constructor(numClasses = 10)");
    await page.keyboard.press("ControlOrMeta+z");
    await eventually("a thousand classes", hasClasses(1000));
    await view.getByRole("tab", { name: "Layer" }).click();
  });

  it("cancels a run", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await runCommand(page, "CNN Blocks: Run Block…");
    const input = page.locator(".quick-input-widget input").first();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "ResNet18" }).first().waitFor();
    await input.fill("VGG16");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "VGG16" }).first().click();
    await page.locator(".quick-input-widget", { hasText: "The shape of the input" }).waitFor();
    await input.fill("8x3x224x224");
    await page.keyboard.press("Enter");
    const cancel = view.getByRole("button", { name: "Cancel" }).first();
    await cancel.waitFor({ timeout: 60_000 });
    await cancel.click();
    await view.locator(".notice", { hasText: "cancelled" }).waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "cancelled");
  });

  it("compares the file's own models, which are ticked from the start", async () => {
    const { page } = window;
    await useFile(page, "compare.ts");
    await runCommand(page, "CNN Blocks: Compare Blocks…");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "ResidualBlock" }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-widget", { hasText: "The shape of the input" }).waitFor();
    await page.locator(".quick-input-widget input").first().fill("1x64x56x56");
    await page.keyboard.press("Enter");
    const view = webviewOf(page);
    await view.locator("table", { hasText: "DepthwiseSeparableConv" }).first().waitFor({ timeout: 60_000 });
    await keepScreenshot(page, "compared");
    assert.deepEqual(await violationsInView(page), []);
  });

  it("reloads the window, finds the preview pinned as it was, and has another beside it", async function () {
    this.timeout(240_000);
    const { page } = window;
    await useFile(page, "inception.ts");
    await box(page, "b1").waitFor({ timeout: 60_000 });
    assert.equal(await webviewOf(page).getByRole("tab", { name: "Comparison" }).count(), 0);
    await runCommand(page, "CNN Blocks: Pin This Preview");
    const pinned = page.locator(".tab", { hasText: "Pinned: Architecture: " });
    await pinned.waitFor();
    const loaded = page.waitForEvent("domcontentloaded");
    await runCommand(page, "Developer: Reload Window");
    await loaded;
    await box(page, "b1").waitFor({ timeout: 180_000 });
    await keepScreenshot(page, "restored");
    await useFile(page, "depthwise-separable.ts");
    await runCommand(page, "CNN Blocks: Open Architecture Preview");
    await page.locator(".tab", { hasText: /^Architecture: / }).waitFor();
    await pinned.waitFor();
    await keepScreenshot(page, "pinned");
    await pinned.click();
    await runCommand(page, "CNN Blocks: Unpin This Preview");
    await page.locator(".tab", { hasText: "Pinned: Architecture: separable" }).waitFor();
  });
});
