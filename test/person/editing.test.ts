import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { keepScreenshot, runCommand } from "../support/window.ts";
import { cursorBehind, eventually, lineWith, offeredFix, useFile } from "./support/editor.ts";
import { useWindow } from "./support/use-window.ts";

describe("a person who writes a model", () => {
  const window = useWindow();

  it("puts the library into the workspace by the fix on the import", async () => {
    const { page } = window;
    await useFile(page, "residual.ts");
    await page.locator(".squiggly-error").first().waitFor({ timeout: 60_000 });
    await cursorBehind(page, '"cnn-bl');
    const fix = await offeredFix(page, "Add the block library");
    await fix.click();
    await eventually("no complaint", async () => (await page.locator(".squiggly-error").count()) === 0);
  });

  it("reads shapes and counts at the ends of lines", async () => {
    const { page } = window;
    await cursorBehind(page, "const blockDown");
    await page.locator(".view-line", { hasText: "32×128×16×16" }).first().waitFor({ timeout: 60_000 });
    await page.locator(".view-line", { hasText: "230,144" }).first().waitFor();
    await keepScreenshot(page, "hints");
  });

  it("hovers over a block with the mouse and reads its numbers", async () => {
    const { page } = window;
    await cursorBehind(page, "const blockDown");
    const line = await lineWith(page, "const blockDown = new");
    await line.getByText("blockDown", { exact: false }).first().hover();
    const hover = page.locator(".monaco-hover", { hasText: "230,144 parameters" }).first();
    await hover.waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "hover");
    assert.match((await hover.textContent()) ?? "", /ResidualBlock/);
    await page.keyboard.press("Escape");
  });

  it("sees a problem while typing, and applies the fix", async () => {
    const { page } = window;
    await useFile(page, "your-first-cnn.ts");
    await cursorBehind(page, "new nn.Conv2d(16");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("3");
    await page.locator(".squiggly-error").first().waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "fault");
    const fix = await offeredFix(page, "Write 16, the channels");
    await fix.click();
    await page.locator(".squiggly-error").first().waitFor({ state: "detached", timeout: 30_000 });
    await page.locator(".view-line", { hasText: "new nn.Conv2d(16" }).first().waitFor();
  });

  it("completes the channels that arrive, and reads what the argument means and gives", async () => {
    const { page } = window;
    await useFile(page, "your-first-cnn.ts");
    const list = page.locator(".suggest-widget .monaco-list-row");
    await cursorBehind(page, "new nn.Conv2d(16");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Control+Space");
    await list.first().waitFor({ timeout: 60_000 });
    await keepScreenshot(page, "completion");
    assert.match((await list.first().textContent()) ?? "", /^16/);
    await page.keyboard.press("Enter");
    await page.locator(".view-line", { hasText: "new nn.Conv2d(16, 32" }).first().waitFor();
    await page.keyboard.press("Control+Shift+Space");
    const help = page.locator(".parameter-hints-widget", { hasText: "How many channels the input has" });
    await help.first().waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "signature-help");
    await page.keyboard.press("Escape");
  });

  it("writes a whole net by typing its name on an empty line", async () => {
    const { page } = window;
    await useFile(page, "your-first-cnn.ts");
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("MobileNetV1");
    const offered = page.locator(".suggest-widget .monaco-list-row", { hasText: "MobileNetV1" });
    await offered.first().waitFor({ timeout: 60_000 });
    await keepScreenshot(page, "whole-net");
    await page.keyboard.press("Enter");
    await page.locator(".view-line", { hasText: "class MobileNetV1 extends" }).first().waitFor();
    await page.locator(".codelens-decoration", { hasText: "4.23M params" }).first().waitFor();
  });

  it("opens the summary by the palette", async () => {
    const { page } = window;
    await useFile(page, "depthwise-separable.ts");
    await runCommand(page, "CNN Blocks: Show Summary");
    await page.locator(".view-line", { hasText: "9,152" }).first().waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "summary");
  });
});
