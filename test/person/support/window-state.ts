import type { Page } from "playwright-core";
import { eventually } from "./editor.ts";

/**
 * Waits until the window has kept a text, as JSON has it, for when it is loaded again. A window in a browser keeps its state every
 * five seconds; a desktop one does so when it is reloaded.
 */
export async function untilKept(page: Page, text: string): Promise<void> {
  if (process.env.CNN_BLOCKS_SERVED_FOLDER === undefined) return;
  await eventually(`${text} in what the window keeps`, () => page.evaluate(isKept, text));
}

/** Runs in the window, and so without a named function of its own. JSON within JSON is full of backslashes. */
async function isKept(text: string): Promise<boolean> {
  for (const { name = "" } of await indexedDB.databases()) {
    if (!name.startsWith("vscode-web-state-db-")) continue;
    const items = await new Promise<unknown[]>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const reading = opening.result.transaction("ItemTable").objectStore("ItemTable").getAll();
        reading.onerror = () => reject(reading.error);
        reading.onsuccess = () => resolve(reading.result);
        opening.result.close();
      };
    });
    if (items.some((item) => String(item).replaceAll("\\", "").includes(text))) return true;
  }
  return false;
}
