import { after, before } from "mocha";
import type { Browser, Page } from "playwright-core";
import { buildUnlessBuilt } from "../../../scripts/build-all.ts";
import { launchBrowser } from "../../support/browser.ts";
import { type PageServer, startPageServer } from "./page-server.ts";
import { type DriverOptions, openPreview, type PreviewDriver } from "./preview-driver.ts";

/** Hardly anything in these pages runs often enough for its optimised code to be worth making. */
const quickScripts = "--js-flags=--no-turbofan --no-maglev";

let server: PageServer;
let browser: Browser;
let page: Page;

before(async function () {
  this.timeout(120_000);
  await buildUnlessBuilt(["dist/webview", "dist/kernel"]);
  [server, browser] = await Promise.all([startPageServer(), launchBrowser([quickScripts])]);
  page = await browser.newPage();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/**
 * Opens the preview's page, built from the present sources, as if for the first time. All tests share one tab, because a new
 * one takes a second; only the newest preview is there.
 */
export function open(options?: DriverOptions): Promise<PreviewDriver> {
  return openPreview(page, server, options);
}
