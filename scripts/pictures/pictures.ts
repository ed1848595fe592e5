import type { Locator, Page } from "playwright-core";
import { cursorBehind, lineWith, offeredFix, useFile } from "../../test/person/support/editor.ts";
import { runCommand, webviewOf } from "../../test/support/window.ts";

/** A picture for the documentation. It can be taken whatever the window showed before. */
export interface Picture {
  /** From the project's folder. */
  readonly path: string;
  take(page: Page): Promise<Buffer>;
}

export const pictures: readonly Picture[] = [
  { path: "media/pictures/hero.png", take: takeHero },
  { path: "media/pictures/fix.png", take: takeFix },
  { path: "media/walkthrough/first-cnn.png", take: takeFirstCnn },
  { path: "media/walkthrough/shapes.png", take: takeShapes },
  { path: "media/walkthrough/preview.png", take: takePreview },
  { path: "media/walkthrough/run.png", take: takeRun },
  { path: "media/walkthrough/compare.png", take: takeCompare },
  { path: "media/walkthrough/own-model.png", take: takeOwnModel },
];

/** Hints on the left, the graph on the right, both of README's own model. */
async function takeHero(page: Page): Promise<Buffer> {
  await open(page, "tiny-resnet.ts", { width: 1240, height: 680 });
  await openPreview(page);
  await box(page, "block1.conv1").waitFor();
  await hover(page, { line: "export const scores", word: "scores", shows: "Tensor" });
  return shoot(page, editors(page));
}

/** The quick fix that is offered for a fault, and what the Problems view says about it. */
async function takeFix(page: Page): Promise<Buffer> {
  await open(page, "your-first-cnn.ts", { width: 940, height: 740 });
  await runCommand(page, "Problems: Focus on Problems View");
  await runCommand(page, "View: Focus Active Editor Group");
  await cursorBehind(page, "new nn.Conv2d(16");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("3");
  await page.locator(".markers-panel", { hasText: "expects 3 channels" }).first().waitFor();
  await offeredFix(page, "Write 16, the channels");
  const rows = [await lineWith(page, "constructor("), page.locator(".markers-panel .monaco-list-row").last()];
  const picture = await shoot(page, editors(page), rows);
  await page.keyboard.press("Escape");
  await runCommand(page, "View: Hide Panel");
  await runCommand(page, "File: Revert File");
  return picture;
}

async function takeFirstCnn(page: Page): Promise<Buffer> {
  await open(page, "your-first-cnn.ts", tall);
  return shoot(page, editors(page), [
    page.locator(".part.editor .tabs-container"),
    await lineWith(page, "this.fc2 = new"),
  ]);
}

async function takeShapes(page: Page): Promise<Buffer> {
  await open(page, "your-first-cnn.ts", tall);
  await hover(page, { line: "this.pool(F.relu(this.conv2", word: "conv2", shows: "4,640 parameters" });
  const rows = [await lineWith(page, "this.conv2 = new"), page.locator(".monaco-hover").first()];
  return shoot(page, editors(page), rows);
}

async function takePreview(page: Page): Promise<Buffer> {
  await open(page, "inception.ts", { width: 1640, height: 690 });
  await openPreview(page);
  const view = webviewOf(page);
  await box(page, "b1").waitFor();
  await view.getByRole("button", { name: "Unfold all" }).click();
  await view.getByRole("button", { name: "Fit the whole graph" }).click();
  await page.mouse.move(0, 0);
  return shoot(page, previewGroup(page));
}

async function takeRun(page: Page): Promise<Buffer> {
  await open(page, "resnet18.ts", { width: 1900, height: 780 });
  await openPreview(page);
  const view = webviewOf(page);
  await box(page, "layer1").waitFor();
  await view.getByRole("button", { name: "Run", exact: true }).click();
  await view.locator("text=/1 thread/").first().waitFor();
  await box(page, "conv1").click();
  await view.locator(".maps canvas").first().waitFor();
  return shoot(page, previewGroup(page));
}

async function takeCompare(page: Page): Promise<Buffer> {
  await open(page, "compare.ts", { width: 2400, height: 620 });
  await openPreview(page);
  await runCommand(page, "CNN Blocks: Compare Blocks…");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "ResidualBlock" }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget", { hasText: "The shape of the input" }).waitFor();
  await page.locator(".quick-input-widget input").first().fill("1x64x56x56");
  await page.keyboard.press("Enter");
  const panel = webviewOf(page).locator(".side-panel");
  const last = panel.locator(".comparison tbody tr").last();
  await last.waitFor();
  return shoot(page, panel, [panel.locator(".tabs"), last]);
}

async function takeOwnModel(page: Page): Promise<Buffer> {
  await open(page, "compare.ts", { width: 860, height: 560 });
  await runCommand(page, "CNN Blocks: New Model File");
  await page.locator(".quick-input-widget", { hasText: "path in the workspace" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".view-line", { hasText: "MyModel" }).first().waitFor();
  await runCommand(page, "CNN Blocks: Insert Block…");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "ResidualBlock" }).first().waitFor();
  const rows = [page.locator(".quick-input-widget"), await lineWith(page, "export const y")];
  const picture = await shoot(page, page.locator(".monaco-workbench"), rows);
  await page.keyboard.press("Escape");
  return picture;
}

interface Hover {
  /** A stretch of the line's code without a hint in it. */
  readonly line: string;
  readonly word: string;
  readonly shows: string;
}

/** Holds the mouse over a word until the hover shows what it should. */
async function hover(page: Page, { line, word, shows }: Hover): Promise<void> {
  await (await lineWith(page, line)).getByText(word, { exact: true }).last().hover();
  await page.locator(".monaco-hover", { hasText: shows }).first().waitFor();
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** High enough for a whole example. */
const tall: Size = { width: 940, height: 1040 };

/** A window of this size with one file in it and nothing beside it. */
async function open(page: Page, file: string, size: Size): Promise<void> {
  await page.setViewportSize(size);
  await page.mouse.move(0, 0);
  await runCommand(page, "View: Close All Editors");
  if (await page.locator(".part.sidebar").isVisible())
    await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await useFile(page, file);
  await page.keyboard.press("ControlOrMeta+Home");
  await page.locator(".view-line", { hasText: "params" }).first().waitFor();
}

async function openPreview(page: Page): Promise<void> {
  await runCommand(page, "CNN Blocks: Open Architecture Preview");
  await webviewOf(page).locator(".box").first().waitFor();
}

function box(page: Page, path: string): Locator {
  return webviewOf(page).locator(`.box[data-item^="n:${path}:"], .box[data-item="g:${path}"]`).first();
}

function editors(page: Page): Locator {
  return page.locator(".part.editor");
}

function previewGroup(page: Page): Locator {
  return page.locator(".editor-group-container").last();
}

/** Room above and below the rows, less than shows anything of their neighbours. */
const margin = 3;

/** A part of the window once nothing moves any more, or only its rows from the first to the last of those named. */
async function shoot(page: Page, part: Locator, rows?: readonly Locator[]): Promise<Buffer> {
  await page.waitForTimeout(2000);
  const { x, width, y, height } = await placeOf(part);
  const places = await Promise.all((rows ?? []).map(placeOf));
  const top = rows ? Math.max(y, Math.min(...places.map((row) => row.y)) - margin) : y;
  const bottom = rows ? Math.max(...places.map((row) => row.y + row.height)) + margin : y + height;
  const clip = { x, y: top, width, height: bottom - top };
  return page.screenshot({ clip, animations: "disabled", caret: "hide" });
}

async function placeOf(part: Locator) {
  const place = await part.boundingBox();
  if (place === null) throw new Error("A part of the picture is not in sight.");
  return place;
}
