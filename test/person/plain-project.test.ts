import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import type { BrowserContext, Page } from "playwright-core";
import { openWorkbench, pageOptions } from "../support/browser.ts";
import { type ServedVscode, startServedVscode } from "../support/served-vscode.ts";
import { keepScreenshot, runCommand } from "../support/window.ts";
import { windowAtHand } from "../support/window-at-hand.ts";
import { eventually, isSeen, lineWith, useFile } from "./support/editor.ts";

/** Set where the window is a served one; a desktop one cannot be opened on another folder from here. */
const isServed = process.env.CNN_BLOCKS_SERVED_FOLDER !== undefined;

(isServed ? describe : describe.skip)("a person in a TypeScript project without the library", () => {
  let vscode: ServedVscode;
  let context: BrowserContext | undefined;
  let page: Page;
  let folder = "";
  before(async () => {
    const vsix = process.env.CNN_BLOCKS_VSIX;
    assert.ok(vsix);
    folder = await mkdtemp(join(tmpdir(), "cnn-blocks-plain-"));
    await writeFile(join(folder, "plain.ts"), "export const sum: number = [1, 2].reduce((a, b) => a + b);\n");
    vscode = await startServedVscode({ vsix: [vsix], lean: true });
    context = await windowAtHand()?.context().browser()?.newContext(pageOptions);
    assert.ok(context);
    page = await context.newPage();
    await openWorkbench(page, vscode.windowUrl(folder));
  });
  after(async () => {
    await context?.close();
    await vscode?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("meets nothing of it beside a file, until the file names the library", async () => {
    await useFile(page, "plain.ts");
    // There are no channels, and no command to list them, until TypeScript has started.
    const word = (await lineWith(page, "sum")).locator("span", { hasText: "sum" }).last();
    await eventually("TypeScript's hover", async () => {
      await page.mouse.move(5, 5);
      await word.hover();
      return isSeen(page.locator(".monaco-hover", { hasText: "const sum: number" }).first());
    });
    await runCommand(page, "Output: Show Output Channels...");
    const channels = page.locator(".quick-input-list .monaco-list-row");
    const typescript = channels.filter({ hasText: "TypeScript" }).first();
    await channels.first().waitFor();
    await page.keyboard.type("TypeScript");
    await typescript.waitFor();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("CNN Blocks");
    await typescript.waitFor({ state: "detached" });
    assert.equal(await channels.filter({ hasText: "CNN Blocks" }).count(), 0);
    await keepScreenshot(page, "plain-project");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".codelens-decoration").count(), 0);
    await page.locator(".editor-instance .view-line").first().click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type('import { nn } from "cnn-blocks";\n');
    await page.keyboard.type("export const conv = new nn.Conv2d(3, 8, 3);");
    await eventually(
      "a hint",
      async () => (await page.locator(".view-line", { hasText: "224 params" }).count()) > 0,
    );
  });
});
