import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import type { BrowserContext, Page } from "playwright-core";
import { openWorkbench, pageOptions } from "../support/browser.ts";
import { type ServedVscode, startServedVscode } from "../support/served-vscode.ts";
import { keepScreenshot, runCommand, webviewOf } from "../support/window.ts";
import { windowAtHand } from "../support/window-at-hand.ts";
import { cursorBehind, eventually, useFile } from "./support/editor.ts";

/** Set where the window is a served one; a desktop one cannot be started with other arguments from here. */
const folder = process.env.CNN_BLOCKS_SERVED_FOLDER;

/** A window takes long to open, so one is for both: a folder that is not trusted, and extensions that run in the page. */
const who = "a person in Restricted Mode, whose extensions run in the page as on vscode.dev";

(folder ? describe : describe.skip)(who, () => {
  let vscode: ServedVscode;
  let context: BrowserContext | undefined;
  let page: Page;
  before(async () => {
    const vsix = process.env.CNN_BLOCKS_VSIX;
    assert.ok(vsix && folder);
    vscode = await startServedVscode({
      vsix: [vsix],
      lean: true,
      asksForTrust: true,
      settings: {
        "security.workspace.trust.startupPrompt": "never",
        "remote.extensionKind": { "cnn-blocks.cnn-blocks": ["web"] },
      },
    });
    // Another window of the browser that has the suite's, with nothing of it.
    context = await windowAtHand()?.context().browser()?.newContext(pageOptions);
    assert.ok(context);
    page = await context.newPage();
    await openWorkbench(page, vscode.windowUrl(folder));
  });
  after(async () => {
    await context?.close();
    await vscode?.stop();
  });

  it("reads shapes, sees the preview and runs the model, untrusted as the folder is", async () => {
    await page.locator(".statusbar", { hasText: "Restricted Mode" }).waitFor({ timeout: 30_000 });
    await useFile(page, "your-first-cnn.ts");
    await cursorBehind(page, "let out");
    await page.locator(".view-line", { hasText: "1×16×16×16" }).first().waitFor({ timeout: 60_000 });
    await runCommand(page, "CNN Blocks: Open Architecture Preview");
    const view = webviewOf(page);
    await view.locator(".box").first().waitFor({ timeout: 60_000 });
    await view.getByRole("button", { name: "Run", exact: true }).click();
    await view.locator("text=/1 thread/").first().waitFor({ timeout: 60_000 });
    await eventually(
      "times at the layers",
      async () => (await view.locator(".time", { hasText: "ms" }).count()) > 0,
    );
    await keepScreenshot(page, "restricted");
    await runCommand(page, "Developer: Show Running Extensions");
    const running = page.locator(".extension", { hasText: "CNN Blocks" }).first();
    assert.match((await running.textContent()) ?? "", /web worker/);
  });
});
