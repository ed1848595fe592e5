import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Page } from "playwright-core";
import { keepScreenshot, runCommand, webviewOf } from "../support/window.ts";
import { chooseInList, eventually } from "./support/editor.ts";
import { useWindow } from "./support/use-window.ts";

/* The first file of the suite: the profile is fresh, and nothing is open. */
describe("a person who has just installed it and has no file open", () => {
  const window = useWindow();

  it("opens the preview by the walkthrough and gets it beside an example", async () => {
    const { page } = window;
    await runCommand(page, "Welcome: Open Walkthrough...");
    await chooseInList(page, "Get Started with CNN Blocks");
    await step(page, "See the architecture").click();
    assert.deepEqual(await doneSteps(page), []);
    await page.getByRole("button", { name: "Open the preview" }).click();
    await webviewOf(page).locator(".box").first().waitFor({ timeout: 60_000 });
    await page.locator(".tab", { hasText: "your-first-cnn.ts" }).waitFor();
    await page.locator(".tab", { hasText: "Welcome" }).click();
    const seen = ["Open your first CNN", "Read shapes as you type", "See the architecture"];
    await eventually("three steps done", async () => (await doneSteps(page)).join() === seen.join());
  });

  it("runs the example by the walkthrough, and the step is done", async () => {
    const { page } = window;
    await step(page, "Run it").click();
    await page.getByRole("button", { name: "Run the model" }).click();
    await webviewOf(page).locator("text=/1 thread/").first().waitFor({ timeout: 60_000 });
    await eventually("a fourth step done", async () => (await doneSteps(page)).includes("Run it"));
    await keepScreenshot(page, "walkthrough");
  });

  it("inserts a block by the palette and reads what it costs", async () => {
    const { page } = window;
    await closeAllEditors(page);
    await runCommand(page, "CNN Blocks: Insert Block…");
    await chooseInList(page, "Bottleneck");
    await page.locator(".tab.active", { hasText: "your-first-cnn.ts" }).waitFor();
    // Its last argument has a default, four times another, and so its own numbers are known by that other.
    const line = page.locator(".view-line", { hasText: "BatchNorm2d(outChannels)" });
    await line.filter({ hasText: "8·channels" }).first().waitFor({ timeout: 30_000 });
    await keepScreenshot(page, "inserted");
  });

  it("compares the patterns by the walkthrough with nothing else open, and the step is done", async () => {
    const { page } = window;
    await closeAllEditors(page);
    await runCommand(page, "Welcome: Open Walkthrough...");
    await chooseInList(page, "Get Started with CNN Blocks");
    await step(page, "Compare the patterns").click();
    await page.getByRole("button", { name: "Open the comparison example" }).click();
    await page.locator(".tab", { hasText: "compare.ts" }).waitFor();
    await page.locator(".tab", { hasText: "Welcome" }).click();
    await page.getByRole("button", { name: "Compare blocks" }).click();
    // The file's own models are ticked, and the input that is proposed is theirs.
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "ResidualBlock" }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-widget", { hasText: "The shape of the input" }).waitFor();
    await page.keyboard.press("Enter");
    await webviewOf(page).getByRole("tab", { name: "Comparison" }).waitFor({ timeout: 60_000 });
    await eventually("the step done", async () => (await doneSteps(page)).includes("Compare the patterns"));
  });

  it("starts an own model by the walkthrough, and the step is done", async () => {
    const { page } = window;
    await closeAllEditors(page);
    await runCommand(page, "Welcome: Open Walkthrough...");
    await chooseInList(page, "Get Started with CNN Blocks");
    await step(page, "Start your own model").click();
    await page.getByRole("button", { name: "New model file" }).click();
    await page.locator(".quick-input-widget", { hasText: "New Model File" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".view-line", { hasText: "extends" }).first().waitFor();
    await page.locator(".tab", { hasText: "Welcome" }).click();
    await eventually("the step done", async () => (await doneSteps(page)).includes("Start your own model"));
  });
});

/** A new file that has no place yet is thrown away. */
async function closeAllEditors(page: Page): Promise<void> {
  const dontSave = page.getByRole("button", { name: "Don't Save" });
  await runCommand(page, "View: Close All Editors");
  const tab = page.locator(".tabs-container .tab").first();
  await eventually("an empty window", async () => {
    if (await dontSave.isVisible()) await dontSave.click();
    return (await tab.count()) === 0;
  });
}

function step(page: Page, title: string) {
  return page.locator(".getting-started-step", { hasText: title });
}

async function doneSteps(page: Page): Promise<readonly string[]> {
  return page.locator('.getting-started-step[aria-checked="true"] .step-title').allTextContents();
}
