import { describe, it } from "mocha";
import { keepScreenshot, runCommand } from "../support/window.ts";
import { cursorBehind, useFile } from "./support/editor.ts";
import { useWindow } from "./support/use-window.ts";

describe("a person with the Testing view", () => {
  const window = useWindow();

  it("sees that a model runs, and by how much it exceeds its budget", async () => {
    const { page } = window;
    await useFile(page, "digits.ts");
    await cursorBehind(page, "export class Digits");
    await page.keyboard.press("Home");
    await page.keyboard.insertText("/** @budget params=1K macs=1G */\n");
    await page.locator(".squiggly-warning").first().waitFor();
    await runCommand(page, "Test: Run Tests in Current File");
    // VS Code opens them by itself as a rule, but not always.
    await runCommand(page, "Focus on Test Results View");
    const results = page.locator(".test-output-peek-tree .monaco-list-row");
    await results.filter({ hasText: "params ≤ 1K" }).filter({ hasText: "its budget is 1K" }).waitFor();
    const passed = results.filter({ has: page.locator(".codicon-testing-passed-icon") });
    for (const label of ["no errors", "macs ≤ 1G", "runs and gives 1×10"])
      await passed.filter({ hasText: label }).waitFor();
    await keepScreenshot(page, "testing");
    await cursorBehind(page, "export class Digits");
    await page.keyboard.press("ControlOrMeta+z");
    await runCommand(page, "View: Hide Panel");
  });
});
