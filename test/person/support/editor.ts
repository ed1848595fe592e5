import assert from "node:assert/strict";
import { basename } from "node:path";
import type { Locator, Page } from "playwright-core";
import { openFile } from "../../support/window.ts";

/** Opens a file and waits until its text is there to work on. */
export async function useFile(page: Page, name: string): Promise<void> {
  await openFile(page, name);
  await page.locator(".tab.active", { hasText: name }).first().waitFor();
  await page.locator(".editor-instance .view-line").first().waitFor();
}

/** Opens a file that has only just come into the folder: Ctrl+P does not list it yet. */
export async function useNewFile(page: Page, name: string): Promise<void> {
  await page.locator(".explorer-folders-view").hover();
  await page.getByRole("button", { name: "Refresh Explorer" }).click();
  await page.getByRole("treeitem", { name, exact: true }).first().dblclick({ timeout: 60_000 });
  await page.locator(".tab.active", { hasText: name }).first().waitFor();
  await page.locator(".editor-instance .view-line").first().waitFor();
}

/** Puts the cursor behind the first occurrence of a text, by the find box, as a person would. */
export async function cursorBehind(page: Page, text: string): Promise<void> {
  const find = page.locator(".find-widget.visible textarea, .find-widget.visible .input").first();
  // What was done before may still take the focus elsewhere.
  await eventually("the find box", async () => {
    await page.locator(".editor-instance .monaco-editor .view-lines").first().click();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("ControlOrMeta+f");
    return isSeen(find);
  });
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
  await page.locator(".find-widget.visible .matchesCount", { hasText: /^1 of/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
}

/** Opens the menu of fixes at the cursor until it offers this one: right after a start, not everybody has been heard yet. */
export async function offeredFix(page: Page, text: string): Promise<Locator> {
  const fix = page.locator(".action-widget .monaco-list-row", { hasText: text }).first();
  await eventually(`the fix "${text}"`, async () => {
    await page.keyboard.press("ControlOrMeta+.");
    const isOffered = await isSeen(fix);
    if (!isOffered) await page.keyboard.press("Escape");
    return isOffered;
  });
  return fix;
}

/** The line in sight that holds a text. Editors write spaces as no-break spaces. */
export async function lineWith(page: Page, text: string): Promise<Locator> {
  const pattern = new RegExp(text.split(" ").map(escaped).join("[\\s\\u00a0]"));
  const line = page.locator(".view-line", { hasText: pattern }).first();
  await line.waitFor();
  return line;
}

/** Takes the first entry with a text from the list that a command shows. */
export async function chooseInList(page: Page, text: string): Promise<void> {
  await page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first().click();
}

/** Opens a file in the dialog that VS Code draws itself. It lists the folder before it takes the answer. */
export async function openInDialog(page: Page, path: string): Promise<void> {
  await proposedPath(page);
  await page.locator(".quick-input-widget input").first().fill(path);
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await rows
    .filter({ hasText: basename(path) })
    .first()
    .waitFor();
  await acceptDialog(page);
}

/** Saves a file where that dialog proposes, and says where. */
export async function saveInDialog(page: Page): Promise<string> {
  const path = await proposedPath(page);
  await acceptDialog(page);
  return path;
}

/** Presses Enter again while the dialog is still busy with its list: then it takes no answer. */
async function acceptDialog(page: Page): Promise<void> {
  const dialog = page.locator(".quick-input-widget");
  await eventually("the end of the dialog", async () => {
    await dialog
      .locator("input")
      .first()
      .press("Enter", { timeout: 1000 })
      .catch(() => undefined);
    return dialog.waitFor({ state: "hidden", timeout: 1000 }).then(
      () => true,
      () => false,
    );
  });
}

async function proposedPath(page: Page): Promise<string> {
  await page.locator(".quick-input-list .monaco-list-row", { hasText: ".." }).first().waitFor();
  const path = await page.locator(".quick-input-widget input").first().inputValue();
  assert.ok(path.startsWith("/"), path);
  return path;
}

/** Whether a stretch of the text in sight is selected, also while another part of the window has the focus. */
export async function hasSelection(page: Page): Promise<boolean> {
  return (await page.locator(".editor-instance .selected-text").count()) > 0;
}

/** Chooses from one of VS Code's own menus. It takes no click in the tenth of a second after it opens. */
export async function chooseInMenu(page: Page, name: string): Promise<void> {
  const item = page.getByRole("menuitem", { name });
  await item.waitFor();
  await eventually(`the end of the menu with "${name}"`, async () => {
    await item.click({ timeout: 1000 }).catch(() => undefined);
    return (await item.count()) === 0;
  });
}

/** Whether something comes into sight within five seconds. */
export function isSeen(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

/** Asks again until the answer is yes. */
export async function eventually(what: string, ask: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await ask())) {
    if (Date.now() > deadline) assert.fail(`${what} did not come about`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
