import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { after, before, describe, it } from "mocha";
import { root } from "../../scripts/root.ts";
import { keepScreenshot, runCommand, takeWindow, type VscodeWindow, webviewOf } from "../support/window.ts";
import {
  cursorBehind,
  eventually,
  hasSelection,
  lineWith,
  openInDialog,
  saveInDialog,
  useFile,
} from "./support/editor.ts";
import { pictureFailures } from "./support/picture-failures.ts";
import { box, chooseInDropdown } from "./support/view.ts";

/** A desktop window shows the system's own dialogs for files, which nobody can drive from here. */
const itServed = process.env.CNN_BLOCKS_SERVED_FOLDER ? it : it.skip;

describe("a person with a trained net", () => {
  let window: VscodeWindow;
  before(async () => {
    window = await takeWindow();
  });
  pictureFailures(() => window);
  after(() => window.letGo());

  it("opens the preview by the status bar, runs the net and sees the digit recognised", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await useFile(page, "digits.ts");
    await page.getByRole("button", { name: /^Digits: .* params/ }).click();
    await view.getByRole("button", { name: "Run", exact: true }).click();
    await view.getByText("All 6 tensors of the model came from it.").waitFor({ timeout: 60_000 });
    await view.locator(".top-classes tr:first-child", { hasText: /^0(100|9\d)\.\d %/ }).waitFor();
    await chooseInDropdown(page, "What the input is", "Digit 3");
    await view.locator(".top-classes tr:first-child", { hasText: /^3(100|9\d)\.\d %/ }).waitFor();
    await view.locator("text=/1 thread/").first().waitFor();
    await view.locator('.heat-scale[aria-label*="time"]').waitFor();
    await box(page, "conv2").locator(".time", { hasText: "ms" }).waitFor();
    await keepScreenshot(page, "run");
  });

  itServed("gives it a picture of its own by the dialog", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await view.getByRole("button", { name: "Open Picture…" }).click();
    await openInDialog(page, join(root, "media/icon.png"));
    await view.locator('[data-argument="0"]', { hasText: "256×256 picture" }).waitFor();
    await keepScreenshot(page, "picture");
  });

  it("looks at feature maps and weights, and steps through the arithmetic of several layers", async () => {
    const { page } = window;
    const view = webviewOf(page);
    const words = view.locator(".step-words");
    await box(page, "conv1").click({ button: "right" });
    await view.getByRole("menuitem", { name: "Show Figures and Feature Maps" }).click();
    await view.locator(".weight-maps canvas").waitFor();
    await view.locator(".feature-maps canvas.map-sheet").click({ position: { x: 4, y: 4 } });
    await view.locator(".enlarged-map canvas").hover({ position: { x: 40, y: 40 } });
    await view.locator(".map-hover", { hasText: /Row 3, column 3: / }).waitFor();
    await keepScreenshot(page, "feature-maps");
    await view.locator(".enlarged-map canvas").click({ position: { x: 40, y: 40 } });
    await words.filter({ hasText: /Output 0, 0, 3, 3: the sum of 25 products/ }).waitFor();
    await view.getByRole("button", { name: "Play", exact: true }).click();
    await words.filter({ hasNotText: "Output 0, 0, 3, 3: " }).waitFor();
    await view.getByRole("button", { name: "Pause" }).click();
    await keepScreenshot(page, "step");
    const fit = view.getByRole("button", { name: "Fit the whole graph" });
    await fit.click();
    await view.locator('.box[data-item="n::max-pool2d:0"]').click();
    await words.filter({ hasText: "the largest of 4 values" }).waitFor();
    await fit.click();
    await box(page, "fc").click();
    await words.filter({ hasText: "the sum of 256 products" }).waitFor();
  });

  itServed("writes it as a picture, a table, ONNX and safetensors", async () => {
    const { page } = window;
    const view = webviewOf(page);
    for (const [label, begin] of [
      ["SVG", "<?xml"],
      ["CSV table", "model,module,"],
      ["ONNX", ""],
      ["safetensors", ""],
    ] as const) {
      await view.getByRole("button", { name: "Export", exact: true }).click();
      await view.locator(`vscode-button[title="Export as ${label}"]`).click();
      const path = await saveInDialog(page);
      await page.locator(".statusbar", { hasText: `Wrote ${basename(path)}` }).waitFor();
      const text = await readFile(path, "latin1");
      assert.ok(text.length > 300 && text.startsWith(begin), `${path}: ${text.slice(0, 80)}`);
    }
    const toast = page.locator(".notification-toast", { hasText: "has the weights of digits.safetensors" });
    await toast.first().waitFor();
    await runCommand(page, "Notifications: Clear All Notifications");
  });

  it("goes to the source from the node's menu and from the tree of the model", async () => {
    const { page } = window;
    await box(page, "conv1").click({ button: "right" });
    await webviewOf(page).getByRole("menuitem", { name: "Go to Source" }).click();
    await eventually("a selection", () => hasSelection(page));
    await cursorBehind(page, "fc: nn");
    await runCommand(page, "Explorer: Focus on Model View");
    await page.getByRole("treeitem", { name: /^conv2, / }).click();
    await box(page, "conv2").and(webviewOf(page).locator("[data-marked]")).waitFor();
    await keepScreenshot(page, "tree");
  });

  it("follows the link in a hover to the layer in the preview", async () => {
    const { page } = window;
    const line = await lineWith(page, "this.conv1 = new");
    await line.getByText("Conv2d").first().hover();
    const link = page.locator(".monaco-hover a", { hasText: "Show in preview" }).first();
    await link.click({ timeout: 30_000 });
    await box(page, "conv1").and(webviewOf(page).locator("[data-marked]")).waitFor();
  });
});
