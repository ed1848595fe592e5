import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, it } from "mocha";
import { root } from "../../scripts/root.ts";
import { writeSafetensors } from "../../src/interop/safetensors/index.ts";
import { hugePicture } from "../support/huge-picture.ts";
import { keepScreenshot, runCommand, webviewOf } from "../support/window.ts";
import {
  chooseInMenu,
  cursorBehind,
  eventually,
  hasSelection,
  lineWith,
  openInDialog,
  saveInDialog,
  useFile,
  useNewFile,
} from "./support/editor.ts";
import { dropFile, itServed, useFiles } from "./support/files.ts";
import { useWindow } from "./support/use-window.ts";
import { box, chooseInDropdown, drag, isTinted, recordStrip, topClass } from "./support/view.ts";

const largeNet = `import { nn, type Tensor } from "cnn-blocks";

/** @input 1x1620 */
export class Large extends nn.Module {
  first = new nn.Linear(1620, 1620);
  second = new nn.Linear(1620, 1620);

  forward(x: Tensor): Tensor {
    return this.second(this.first(x).relu());
  }
}
`;

/** 20 MiB, all zeros: three parts, as the preview reads them. */
function largeWeights(): Uint8Array {
  return writeSafetensors(
    ["first", "second"].flatMap((name) => [
      { name: `${name}.weight`, shape: [1620, 1620], data: new Float32Array(1620 ** 2) },
      { name: `${name}.bias`, shape: [1620], data: new Float32Array(1620) },
    ]),
  );
}

describe("a person with a trained net", () => {
  const window = useWindow();
  const fileOf = useFiles({
    "torn.png": "no picture at all",
    "huge.bmp": hugePicture(),
    "torn.safetensors": "no weights at all",
    "half.safetensors": writeSafetensors([
      { name: "conv1.weight", shape: [8, 1, 5, 5], data: new Float32Array(200) },
      { name: "conv1.bias", shape: [8], data: new Float32Array(8) },
      { name: "head.bias", shape: [4], data: new Float32Array(4) },
    ]),
    "names.txt": "zero\none\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n",
  });

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

  it("colours the layers by each kind of heat and reads its scale", async () => {
    const { page } = window;
    const view = webviewOf(page);
    const scale = view.locator(".heat-scale");
    for (const [kind, most] of [
      ["MACs per second", /MACs\/s$/],
      ["MACs", /\d [KM]?MACs$/],
      ["parameters", /^[1-9][\d,.]*K?$/],
      ["activations", /\d [kK]i?B$/],
      ["receptive field", /^\d+ px$/],
      ["time", /ms$/],
    ] as const) {
      await chooseInDropdown(page, "Colour boxes by", `Heat: ${kind}`);
      await scale.and(view.locator(`[aria-label^="Heat by ${kind}: 0, "]`)).waitFor();
      await scale.locator(".heat-tick", { hasText: most }).last().waitFor();
      assert.ok(await isTinted(page, "conv2"), kind);
    }
    await keepScreenshot(page, "heat");
  });

  it("draws a digit with the mouse and sees it recognised", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await chooseInDropdown(page, "What the input is", "Drawing");
    const pad = view.getByRole("img", { name: "Drawing pad with 0 strokes" });
    await drag(page, pad, [
      [0.25, 0.25],
      [0.72, 0.25],
      [0.45, 0.82],
    ]);
    await view.getByRole("img", { name: "Drawing pad with 1 stroke" }).waitFor();
    await view.getByText(/^Most probable: 7, /).waitFor();
    await keepScreenshot(page, "drawn");
    await view.getByRole("button", { name: "Clear" }).click();
    await pad.waitFor();
  });

  itServed("gives it pictures by dialog, drop and paste, and is told which are none", async () => {
    const { page } = window;
    const view = webviewOf(page);
    const input = view.locator('[data-argument="0"]');
    const alert = view.getByRole("alert");
    await view.getByRole("button", { name: "Open Picture…" }).click();
    await openInDialog(page, join(root, "media/icon.png"));
    await input.filter({ hasText: "256×256 picture" }).waitFor();
    await keepScreenshot(page, "picture");
    await dropFile(page, fileOf("torn.png"), input);
    await alert.filter({ hasText: "torn.png could not be read as a picture." }).waitFor();
    await dropFile(page, fileOf("huge.bmp"), input);
    await alert.filter({ hasText: "huge.bmp has 16000×16000 pixels (256 megapixels)" }).waitFor();
    await keepScreenshot(page, "too-large");
    await dropFile(page, join(root, "media/walkthrough/run.png"), input);
    await input.filter({ hasNotText: "256×256 picture" }).waitFor();
    await box(page, "conv1").click({ button: "right" });
    await view.getByRole("menuitem", { name: "Copy Picture" }).click();
    await page.locator(".statusbar", { hasText: "Copied the picture" }).waitFor();
    await page.keyboard.press("ControlOrMeta+v");
    await input.filter({ hasText: "image.png" }).waitFor();
    await keepScreenshot(page, "pasted");
  });

  itServed("chooses class names and weights by the dialog, and reads what matched", async () => {
    const { page } = window;
    const view = webviewOf(page);
    const files = view.getByRole("region", { name: "Weights and class names" });
    const alert = view.getByRole("alert");
    await chooseInDropdown(page, "What the input is", "Digit 3");
    await view.getByRole("button", { name: "Choose Names…" }).click();
    await openInDialog(page, fileOf("names.txt"));
    await topClass(page, /^three/).waitFor();
    const choose = async (name: string): Promise<void> => {
      await view.getByRole("button", { name: "Choose Weights…" }).click();
      await openInDialog(page, name);
    };
    await choose(fileOf("torn.safetensors"));
    await alert.filter({ hasText: "torn.safetensors" }).waitFor();
    await keepScreenshot(page, "torn-weights");
    await choose(join(root, "media/examples/tiny-vgg.safetensors"));
    await alert.filter({ hasText: "Nothing in tiny-vgg.safetensors fits this model" }).waitFor();
    await keepScreenshot(page, "misfits");
    await choose(fileOf("half.safetensors"));
    await files.getByText("2 of 6 tensors came from it; the others are random").waitFor();
    await files.getByText("Not in half.safetensors: conv2.weight").waitFor();
    await files.getByText("Only in half.safetensors: head.bias").waitFor();
    await keepScreenshot(page, "half");
    await choose(join(root, "media/examples/digits.safetensors"));
    await files.getByText("All 6 tensors of the model came from it.").waitFor();
    await topClass(page, /^three(100|9\d)\.\d %/).waitFor();
  });

  itServed("sees large weights read and packed, by names and with progress", async () => {
    const { page } = window;
    const folder = process.env.CNN_BLOCKS_SERVED_FOLDER ?? "";
    await writeFile(join(folder, "large.ts"), largeNet);
    await writeFile(join(folder, "large.safetensors"), largeWeights());
    await useNewFile(page, "large.ts");
    const view = webviewOf(page);
    await view.locator("header h1", { hasText: "Large" }).waitFor({ timeout: 60_000 });
    const told = await recordStrip(page);
    await view.getByRole("button", { name: "Run", exact: true }).click();
    await view.getByText("All 4 tensors of the model came from it.").waitFor({ timeout: 60_000 });
    await view.locator("text=/1 thread/").first().waitFor({ timeout: 60_000 });
    const words = (await told()).join(" ");
    assert.match(words, /Reading weights\d+ MiB of 20 MiB/);
    assert.match(words, /Packing weights.* of 20 MiB/);
    assert.match(words, /Running Large/);
    await keepScreenshot(page, "large-weights");
    await useFile(page, "digits.ts");
    await box(page, "conv1").waitFor({ timeout: 60_000 });
  });

  it("looks at feature maps and weights, and steps through the arithmetic of several layers", async () => {
    const { page } = window;
    const view = webviewOf(page);
    // Another model ran since.
    await view.getByRole("button", { name: "Run", exact: true }).click();
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

  it("goes to the source and copies figures by the node's menu and in the tree of the model", async () => {
    const { page } = window;
    await box(page, "conv1").click({ button: "right" });
    await webviewOf(page).getByRole("menuitem", { name: "Go to Source" }).click();
    await eventually("a selection", () => hasSelection(page));
    await box(page, "conv1").click({ button: "right" });
    await webviewOf(page).getByRole("menuitem", { name: "Copy Figures" }).click();
    await page.locator(".statusbar", { hasText: "Copied the figures" }).waitFor();
    const search = webviewOf(page).locator("vscode-text-field input");
    await search.click();
    await page.keyboard.press("ControlOrMeta+v");
    assert.match(await search.inputValue(), /^conv1.*208 params/);
    await search.press("Escape");
    await cursorBehind(page, "fc: nn");
    await runCommand(page, "Explorer: Focus on Model View");
    const conv2 = page.getByRole("treeitem", { name: /^conv2, .*3,216/ });
    await conv2.click();
    await box(page, "conv2").and(webviewOf(page).locator("[data-marked]")).waitFor();
    await keepScreenshot(page, "tree");
    await conv2.click({ button: "right" });
    await chooseInMenu(page, "Copy Figures");
    await page.locator(".statusbar", { hasText: "Copied the figures" }).waitFor();
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
