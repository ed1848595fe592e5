import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type FrameLocator, type Page } from "playwright-core";
import { root } from "../../scripts/root.ts";
import { launchBrowser, openWorkbench, pageOptions } from "./browser.ts";

/** A VS Code's window on the examples, as a person has it before them. */
export interface VscodeWindow {
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens a window of the served VS Code, or takes hold of the desktop one's by its debugging port. */
export async function openWindow(): Promise<VscodeWindow> {
  const { CNN_BLOCKS_WINDOW, CNN_BLOCKS_DEBUGGING_PORT } = process.env;
  return CNN_BLOCKS_WINDOW ? openServed(CNN_BLOCKS_WINDOW) : takeDesktop(CNN_BLOCKS_DEBUGGING_PORT ?? "");
}

async function openServed(url: string): Promise<VscodeWindow> {
  const browser = await launchBrowser();
  const page = await browser.newPage(pageOptions);
  await openWorkbench(page, url);
  return { page, close: () => browser.close() };
}

async function takeDesktop(port: string): Promise<VscodeWindow> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error("The desktop VS Code shows no window.");
  return { page, close: async () => {} };
}

/** Opens a file of the folder by its name, as Ctrl+P does, and waits for its text. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+p");
  await page.locator(".quick-input-widget input").fill(name);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
  await page.keyboard.press("Enter");
  await page
    .locator(`.editor-instance[aria-label*="${name}"], .tab.active[aria-label*="${name}"]`)
    .first()
    .waitFor();
}

/** Runs a command by its title, as F1 does. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
}

/** The content of the one webview of the window. */
export function webviewOf(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
}

/** Keeps a picture for people to look at: `dist/test/screenshots/<name>.png`. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = join(root, "dist/test/screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
