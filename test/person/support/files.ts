import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "mocha";
import type { Locator, Page } from "playwright-core";

/** Files that a person has somewhere outside the folder that is open. */
export function useFiles(contents: Readonly<Record<string, string | Uint8Array>>): (name: string) => string {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cnn-blocks-files-"));
    for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), content);
  });
  after(() => rm(folder, { recursive: true, force: true }));
  return (name) => join(folder, name);
}

/** Drags a file from another window and drops it, with Shift held as VS Code asks for. */
export async function dropFile(page: Page, path: string, target: Locator): Promise<void> {
  const { x, y, width, height } = (await target.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const devtools = await page.context().newCDPSession(page);
  await page.keyboard.down("Shift");
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await devtools.send("Input.dispatchDragEvent", {
      type,
      x: x + width / 2,
      y: y + height / 2,
      data: { items: [], files: [path], dragOperationsMask: 1 },
      modifiers: 8,
    });
  }
  await page.keyboard.up("Shift");
  await devtools.detach();
}

/** A desktop window shows the system's own dialogs for files, which nobody can drive from here. */
export const itServed = process.env.CNN_BLOCKS_SERVED_FOLDER ? it : it.skip;
