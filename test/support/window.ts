import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type FrameLocator, type Page } from "playwright-core";
import { root } from "../../scripts/root.ts";
import { windowAtHand } from "./window-at-hand.ts";

/** A VS Code's window on the examples, as a person has it before them. */
export interface VscodeWindow {
  readonly page: Page;
  /** The window itself stays. */
  letGo(): Promise<void>;
}

/** Takes hold of the window and closes what earlier tests left open in it. */
export async function takeWindow(): Promise<VscodeWindow> {
  const ours = windowAtHand();
  const window = ours ? { page: ours, letGo: async () => {} } : await connectToWindow();
  const { page } = window;
  if ((await page.locator(".tabs-container .tab").count()) > 0) {
    const dirty = page.locator(".tab.dirty");
    if ((await dirty.count()) > 0) {
      await runCommand(page, "File: Save All");
      await dirty.first().waitFor({ state: "detached" });
    }
    await runCommand(page, "View: Close All Editors");
    await page.locator(".tabs-container .tab").first().waitFor({ state: "detached" });
  }
  return window;
}

/** By its debugging port. */
async function connectToWindow(): Promise<VscodeWindow> {
  const port = process.env.CNN_BLOCKS_DEBUGGING_PORT;
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error("VS Code shows no window.");
  return { page, letGo: () => browser.close() };
}

/** Opens a file of the folder by its name, as Ctrl+P does, and waits for its text. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+p");
  await page.locator(".quick-input-widget input").fill(name);
  // The list begins with files that were open before; Enter takes the one in focus.
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name }).waitFor();
  await page.keyboard.press("Enter");
  await page
    .locator(`.editor-instance[aria-label*="${name}"], .tab.active[aria-label*="${name}"]`)
    .first()
    .waitFor();
}

/** Runs a command by its title, as F1 does, and again where another part of the window takes the focus and closes the palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
  for (let triesLeft = 5; ; triesLeft--) {
    await page.keyboard.press("F1");
    try {
      await page.locator(".quick-input-widget input").fill(`>${title}`, { timeout: 5000 });
      return await row.click({ timeout: 5000 });
    } catch (error) {
      if (triesLeft === 0) throw error;
    }
  }
}

/** The content of the one webview of the window. */
export function webviewOf(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
}

/** With CNN_BLOCKS_SCREENSHOTS=1, keeps a picture for people to look at. Fifty of them take as long as several tests. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (process.env.CNN_BLOCKS_SCREENSHOTS) await takeScreenshot(page, name);
}

/** Takes a picture: `dist/test/screenshots/<name>.png`. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  const folder = join(root, "dist/test/screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
