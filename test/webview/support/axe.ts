import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { axeOptions, violationWords } from "../../support/axe-words.ts";
import { nonce } from "./page-server.ts";

declare global {
  interface Window {
    readonly axe: { run(context: Document, options: RunOptions): Promise<AxeResults> };
  }
}

/** Rules of axe that a page breaks, in words, and where. */
export async function violationsIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(loadAxe, nonce);
  return violationWords(await page.evaluate((run) => window.axe.run(document, run), axeOptions));
}

/** By its address, so that the browser compiles it once. Runs in the page. */
function loadAxe(nonce: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { nonce, src: "/axe.js" });
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error("axe cannot be loaded.")));
    document.head.append(script);
  });
}
