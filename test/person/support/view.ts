import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Frame, Locator, Page } from "playwright-core";
import { root } from "../../../scripts/root.ts";
import { axeOptions, violationWords } from "../../support/axe-words.ts";
import { webviewOf } from "../../support/window.ts";

/** The box of a layer or block, by its path. */
export function box(page: Page, path: string): Locator {
  return webviewOf(page).locator(`.box[data-item^="n:${path}:"], .box[data-item="g:${path}"]`).first();
}

/** Chooses from a list of the preview, as the mouse does. */
export async function chooseInDropdown(page: Page, label: string, choice: string): Promise<void> {
  const view = webviewOf(page);
  await view.locator(`vscode-dropdown[aria-label="${label}"]`).click();
  await view.getByRole("option", { name: choice, exact: true }).click();
}

/** Where a box lies in the window. */
export async function placeOf(page: Page, path: string): Promise<{ readonly x: number; readonly y: number }> {
  return (await box(page, path).boundingBox()) ?? { x: Number.NaN, y: Number.NaN };
}

/** Rules of axe that the preview breaks in the window. */
export async function violationsInView(page: Page): Promise<readonly string[]> {
  const frame = await frameOf(page);
  await frame.evaluate(await readFile(join(root, "node_modules/axe-core/axe.min.js"), "utf8"));
  const results: AxeResults = await frame.evaluate(`axe.run(document, ${JSON.stringify(axeOptions)})`);
  return violationWords(results);
}

async function frameOf(page: Page): Promise<Frame> {
  const body = await webviewOf(page).locator("body").elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error("There is no preview.");
  return frame;
}
