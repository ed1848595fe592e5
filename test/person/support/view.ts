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

/** Whether the heat in view tints a box. */
export async function isTinted(page: Page, path: string): Promise<boolean> {
  return box(page, path).evaluate(
    (element) => Number(parseFloat(element.style.getPropertyValue("--heat"))) > 0,
  );
}

/** The class that the net finds most probable, once its row reads so: name, then share. */
export function topClass(page: Page, words: RegExp): Locator {
  return webviewOf(page).locator(".top-classes tr:first-child", { hasText: words });
}

/** Drags the mouse over something by places in it, whose sides count as 1. */
export async function drag(
  page: Page,
  over: Locator,
  places: readonly (readonly [number, number])[],
): Promise<void> {
  await over.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await over.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  for (const [index, [across, down]] of places.entries()) {
    await page.mouse.move(x + across * width, y + down * height, { steps: 5 });
    if (index === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

/** Writes down what the line about a run says from now on. */
export async function recordStrip(page: Page): Promise<() => Promise<readonly string[]>> {
  const frame = await frameOf(page);
  await frame.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { saidOfRuns: said });
    const observer = new MutationObserver(() => {
      const words = document.querySelector(".run-strip")?.textContent ?? "";
      if (words !== said.at(-1)) said.push(words);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => frame.evaluate(() => (window as unknown as { saidOfRuns: string[] }).saidOfRuns);
}

/** How far down the lowest box lies. */
export async function lowest(page: Page): Promise<number> {
  const boxes = await webviewOf(page).locator(".box").all();
  const places = await Promise.all(boxes.map((one) => one.boundingBox()));
  return Math.max(...places.map((place) => place?.y ?? 0));
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
