import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { type Browser, chromium, type Page } from "playwright-core";
import { openWorkbench, pageOptions } from "../support/browser.ts";
import { type ServedVscode, startServedVscode } from "../support/served-vscode.ts";
import { keepScreenshot, runCommand, webviewOf } from "../support/window.ts";
import { cursorBehind, eventually, useFile } from "./support/editor.ts";

/** Set where the window is a served one. */
const folder = process.env.CNN_BLOCKS_SERVED_FOLDER;

(folder ? describe : describe.skip)("a person whose extensions run in the page, as on vscode.dev", () => {
  let vscode: ServedVscode;
  let browser: Browser;
  let page: Page;
  before(async () => {
    const vsix = process.env.CNN_BLOCKS_VSIX;
    assert.ok(vsix && folder);
    const settings = { "remote.extensionKind": { "cnn-blocks.cnn-blocks": ["web"] } };
    vscode = await startServedVscode({ vsix: [vsix], lean: true, settings });
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${process.env.CNN_BLOCKS_DEBUGGING_PORT}`);
    page = await browser.newPage(pageOptions);
    await openWorkbench(page, vscode.windowUrl(folder));
  });
  after(async () => {
    await browser?.close();
    await vscode?.stop();
  });

  it("reads shapes, sees the preview and runs the model", async () => {
    await useFile(page, "your-first-cnn.ts");
    await cursorBehind(page, "let out");
    const hint = page.locator(".view-line", { hasText: "1×16×16×16" }).first();
    await hint.waitFor({ timeout: 60_000 });
    await runCommand(page, "CNN Blocks: Open Architecture Preview");
    const view = webviewOf(page);
    await view.locator(".box").first().waitFor({ timeout: 60_000 });
    await view.getByRole("button", { name: "Run", exact: true }).click();
    await view.locator("text=/1 thread/").first().waitFor({ timeout: 60_000 });
    await eventually(
      "times at the layers",
      async () => (await view.locator(".time", { hasText: "ms" }).count()) > 0,
    );
    await keepScreenshot(page, "in-a-page");
    await runCommand(page, "Developer: Show Running Extensions");
    const running = page.locator(".extension", { hasText: "CNN Blocks" }).first();
    assert.match((await running.textContent()) ?? "", /web worker/);
  });
});
