import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { describe, it } from "mocha";
import { isWhole } from "../support/is-whole.ts";
import { keepScreenshot, runCommand, webviewOf } from "../support/window.ts";
import { cursorBehind, eventually, hasSelection, saveInDialog, useFile } from "./support/editor.ts";
import { itServed } from "./support/files.ts";
import { useWindow } from "./support/use-window.ts";
import { box, chooseInDropdown, lowest, placeOf, violationsInView } from "./support/view.ts";
import { untilKept } from "./support/window-state.ts";

describe("a person with the preview", () => {
  const window = useWindow();

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
    await view.getByRole("button", { name: "Columns", exact: true }).click();
    await eventually("a later layer higher up and further right", async () => {
      const [first, last] = [await placeOf(page, "layer1"), await placeOf(page, "fc")];
      return last.x > first.x + 100 && last.y < (await lowest(page)) - 100;
    });
    await keepScreenshot(page, "columns");
    await view.getByRole("button", { name: "Automatic" }).click();
    await page.keyboard.press("Escape");
    await view.getByRole("button", { name: "Fold all", exact: true }).click();
    await box(page, "layer1").waitFor();
  });

  it("unfolds to a depth and by class, looks at one block alone and goes back by the breadcrumb", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await view.getByRole("button", { name: "What is drawn" }).click();
    await view.getByRole("button", { name: "Unfold blocks to depth 1" }).click();
    await box(page, "layer1.0").and(view.locator('[aria-expanded="false"]')).waitFor();
    await chooseInDropdown(page, "Fold or unfold all blocks of a class", "BasicBlock (8)");
    await box(page, "layer1.0").and(view.locator('[aria-expanded="true"]')).waitFor();
    await keepScreenshot(page, "by-class");
    await chooseInDropdown(page, "Fold or unfold all blocks of a class", "BasicBlock (8)");
    await box(page, "layer1.0").and(view.locator('[aria-expanded="false"]')).waitFor();
    await page.keyboard.press("Escape");
    await view.getByRole("button", { name: "Fit the whole graph" }).click();
    await box(page, "layer2.0").click({ button: "right" });
    await view.getByRole("menuitem", { name: "Show This Block Alone" }).click();
    await box(page, "layer2.0.conv1").waitFor();
    await box(page, "fc").waitFor({ state: "detached" });
    const breadcrumb = view.getByRole("navigation", { name: "Block in view" });
    assert.deepEqual(await breadcrumb.getByRole("listitem").allTextContents(), [
      "ResNet18",
      "layer2",
      "0 BasicBlock",
    ]);
    await keepScreenshot(page, "alone");
    await breadcrumb.getByRole("button", { name: "layer2" }).click();
    await box(page, "layer2.1").waitFor();
    await breadcrumb.getByRole("button", { name: "ResNet18" }).click();
    await box(page, "fc").waitFor();
    assert.equal(await breadcrumb.count(), 0);
  });

  it("finds layers by class, by op and by shape, and walks through them with Enter", async () => {
    const { page } = window;
    const view = webviewOf(page);
    const search = view.locator("vscode-text-field input");
    const selected = (path: string) => box(page, path).and(view.locator("[data-selected]")).waitFor();
    const count = (words: string) => view.locator(".search-count", { hasText: words }).waitFor();
    await search.fill("BasicBlock");
    await count("8");
    await search.press("Enter");
    await selected("layer1.0");
    await search.press("Enter");
    await selected("layer1.1");
    await count("2 of 8");
    await search.press("Shift+Enter");
    await selected("layer1.0");
    await search.fill("max-pool2d");
    await search.press("Enter");
    await count("1 of 1");
    await selected("maxpool");
    await search.fill("conv2d 512x7x7");
    await search.press("Shift+Enter");
    await selected("layer4.1.conv2");
    assert.ok(((await box(page, "layer4.1.conv2").boundingBox())?.height ?? 0) > 30, "readable");
    await keepScreenshot(page, "found");
    await search.press("Escape");
    await view.getByRole("button", { name: "Fold all", exact: true }).click();
    await view.getByRole("button", { name: "Fit the whole graph" }).click();
    await box(page, "layer1").click({ trial: true });
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

  it("runs one block of the model by its menu", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await view.getByRole("button", { name: "Fold all", exact: true }).click();
    await view.getByRole("button", { name: "Fit the whole graph" }).click();
    await box(page, "layer1").dblclick();
    await box(page, "layer1.0").click({ button: "right" });
    await view.getByRole("menuitem", { name: "Run This Block" }).click();
    await view.getByRole("heading", { name: "layer1.0 of ResNet18" }).first().waitFor();
    await view.locator("text=/1 thread/").first().waitFor();
    await box(page, "layer1.0.conv2").locator(".time", { hasText: "ms" }).waitFor();
    await keepScreenshot(page, "block");
    await view.getByRole("button", { name: "Back to ResNet18" }).click();
    await box(page, "layer1").waitFor();
  });

  it("cancels a run", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await runCommand(page, "CNN Blocks: Run Block…");
    const input = page.locator(".quick-input-widget input").first();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "ResNet18" }).first().waitFor();
    await input.fill("AlexNet");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "AlexNet" }).first().click();
    await page.locator(".quick-input-widget", { hasText: "The shape of the input" }).waitFor();
    await input.fill("32x3x224x224");
    await page.keyboard.press("Enter");
    const strip = view.locator(".run-strip");
    await strip.filter({ hasText: /Making and packing weights[\d.]+ [KM]iB of [\d.]+ [MG]iB/ }).waitFor();
    assert.ok(await strip.locator("span").first().evaluate(isWhole), "the phase is cut");
    await keepScreenshot(page, "weights");
    await strip.filter({ hasText: /Running AlexNet.*\d+ of \d+ steps/ }).waitFor();
    await view.getByRole("button", { name: "Cancel" }).first().click();
    await view.locator(".notice", { hasText: "cancelled" }).waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "cancelled");
  });

  it("is told that a comparison takes two blocks", async () => {
    const { page } = window;
    await useFile(page, "your-first-cnn.ts");
    await runCommand(page, "CNN Blocks: Compare Blocks…");
    const list = page.locator(".quick-input-widget", { hasText: "1 Selected" });
    await list.waitFor();
    await page.keyboard.press("Enter");
    await list.getByText("Compare Blocks: tick two or more").waitFor();
    await keepScreenshot(page, "two-or-more");
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
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
    const plot = view.getByRole("img", { name: /ResidualBlock\(64, 128\): .*MACs, .*ms/ });
    await plot.getByText("6", { exact: true }).scrollIntoViewIfNeeded();
    await plot
      .getByText(/MMACs$/)
      .first()
      .waitFor();
    await view.getByRole("button", { name: "Parameters", exact: true }).click();
    await view.getByRole("img", { name: /ResidualBlock\(64, 128\): [\d.]+K, .*ms/ }).waitFor();
    await keepScreenshot(page, "scatter");
  });

  it("puts two models of the file side by side, whose like layers are matched", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await chooseInDropdown(page, "Model", "residual · ResidualBlock");
    await view.getByRole("tab", { name: "Differences" }).click();
    await chooseInDropdown(page, "Compare with", "plain · PlainBlock");
    const [before, now] = [
      view.getByRole("region", { name: "plain · PlainBlock" }),
      view.getByRole("region", { name: "residual · ResidualBlock" }),
    ];
    await view.locator('.changed-layers tr[data-change="added"]', { hasText: "shortcut" }).first().waitFor();
    const conv2 = '.box[data-item^="n:conv2:"]';
    await before.locator(conv2).hover();
    await now.locator(".pointed-mark").waitFor();
    await now.locator(conv2).click();
    await before.locator(`${conv2}[data-selected]`).waitFor();
    await keepScreenshot(page, "beside");
    await chooseInDropdown(page, "Compare with", "Compare with …");
    await before.waitFor({ state: "detached" });
  });

  it("sees a U-Net as a U", async () => {
    const { page } = window;
    await useFile(page, "unet.ts");
    await box(page, "bottom").waitFor();
    await eventually("a U", async () => {
      const [enter, bottom, last] = await Promise.all(
        ["enter", "bottom", "up0"].map((path) => placeOf(page, path)),
      );
      if (!enter || !bottom || !last) return false;
      const isBetween = enter.x < bottom.x + 1 && bottom.x < last.x;
      return isBetween && enter.y < bottom.y && Math.abs(enter.y - last.y) < 0.3 * (bottom.y - enter.y);
    });
    await webviewOf(page).getByRole("button", { name: "Fit the whole graph" }).click();
    await keepScreenshot(page, "u-net");
  });

  itServed("writes it as a picture, a table and a page that folds and searches in any browser", async () => {
    const { page } = window;
    const view = webviewOf(page);
    const write = async (label: string): Promise<string> => {
      await view.getByRole("button", { name: "Export", exact: true }).click();
      await view.locator(`vscode-button[title="Export as ${label}"]`).click();
      const path = await saveInDialog(page);
      await page.locator(".statusbar", { hasText: `Wrote ${basename(path)}` }).waitFor();
      return path;
    };
    const picture = await readFile(await write("PNG"));
    assert.equal(picture.toString("latin1", 1, 4), "PNG");
    assert.ok(picture.readUInt32BE(16) > 1000, "twice its size");
    const table = await readFile(await write("Markdown table"), "utf8");
    assert.match(table, /^\| .*bottom\.conv1.*73,728/m);
    const exported = await page.context().newPage();
    try {
      await exported.goto(`file://${await write("HTML page")}`);
      const bottom = exported.locator('.box[data-item="g:bottom"]');
      await bottom.press("Space");
      await exported.locator('.box[data-item^="n:bottom.conv1:"]').waitFor({ state: "detached" });
      await bottom.press("Space");
      await exported.locator('.box[data-item^="n:bottom.conv1:"]').waitFor();
      const search = exported.locator("vscode-text-field input");
      await search.fill("up1.up");
      await search.press("Enter");
      await exported.locator('.box[data-item^="n:up1.up:"][data-selected]').waitFor();
      await keepScreenshot(exported, "page");
    } finally {
      await exported.close();
    }
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
    // By itself, the workbench says of views in its side bar that they are pinned.
    await untilKept(page, '"pinned":true,"folds"');
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
