import { after, before } from "mocha";
import type { Browser } from "playwright-core";
import { buildOnly } from "../../../scripts/build-all.ts";
import { launchBrowser } from "../../support/browser.ts";
import { type PageServer, startPageServer } from "./page-server.ts";
import { type DriverOptions, openPreview, type PreviewDriver } from "./preview-driver.ts";

/** Gives the tests of a `describe` a browser and the page as it is built from the present sources. */
export function previewSuite(): { readonly open: (options?: DriverOptions) => Promise<PreviewDriver> } {
  let server: PageServer;
  let browser: Browser;
  before(async function () {
    this.timeout(120_000);
    // Under `npm test` all is built, and other suites may be reading it.
    if (!process.env.CNN_BLOCKS_OUTCOME) await buildOnly(["dist/webview", "dist/kernel"]);
    [server, browser] = await Promise.all([startPageServer(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  return { open: (options) => openPreview(browser, server, options) };
}
