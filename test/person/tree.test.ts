import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe } from "mocha";
import type { Locator } from "playwright-core";
import { keepScreenshot, runCommand } from "../support/window.ts";
import { eventually, hasSelection, useNewFile } from "./support/editor.ts";
import { itServed } from "./support/files.ts";
import { useWindow } from "./support/use-window.ts";

const comment = `/* ${"so that it is long ".repeat(15)}*/`;

/** What is called stands in a line that is wider than the window. */
const model = `import { nn, type Tensor } from "cnn-blocks";

/** @input 1x3x8x8 */
export class LongLine extends nn.Module {
  stem = new nn.Conv2d(3, 4, 3, { padding: 1 });
  body = new nn.Sequential(new nn.Conv2d(4, 4, 1), new nn.BatchNorm2d(4));
  head = new nn.Conv2d(4, 2, 1);

  forward(x: Tensor): Tensor {
    return this.head(this.body(this.stem(x ${comment})));
  }
}
`;

describe("a person with the tree of a model", () => {
  const window = useWindow();
  const item = (name: string): Locator =>
    window.page.getByRole("treeitem", { name: new RegExp(`^${name}(,|$)`) });
  const focused = (name: string): Promise<void> => item(name).and(window.page.locator(".focused")).waitFor();

  before(async function () {
    const folder = process.env.CNN_BLOCKS_SERVED_FOLDER;
    if (folder === undefined) this.skip();
    await writeFile(join(folder, "long-line.ts"), model);
  });

  itServed("walks it by keys: arrows, Home, End, and the letters of a name", async () => {
    const { page } = window;
    await runCommand(page, "View: Show Explorer");
    await useNewFile(page, "long-line.ts");
    const header = page.locator('.pane-header[aria-label^="Model"]');
    if ((await header.getAttribute("aria-expanded")) !== "true") await header.click();
    await item("head").click({ timeout: 60_000 });
    await page.keyboard.press("Home");
    await focused("LongLine");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.type("body");
    await focused("body");
    await page.keyboard.press("ArrowRight");
    await item("1").waitFor();
    await page.keyboard.press("ArrowDown");
    await focused("0");
    await page.keyboard.press("ArrowLeft");
    await focused("body");
    await page.keyboard.press("ArrowLeft");
    await item("1").waitFor({ state: "detached" });
    await keepScreenshot(page, "tree-keys");
  });

  itServed(
    "goes to the source by Enter and by a click, and the lines' beginnings stay in sight",
    async () => {
      const { page } = window;
      const leftOf = async (one: Locator): Promise<number> => (await one.boundingBox())?.x ?? Number.NaN;
      const lines = page.locator(".editor-instance .view-lines").first();
      const left = await leftOf(lines);
      await page.keyboard.press("Enter");
      await eventually("a selection", () => hasSelection(page));
      for (const name of ["head", "stem", "body"]) {
        await item(name).click();
        await eventually(`${name} selected`, () => hasSelection(page));
        await page.waitForTimeout(300);
        await eventually(`the left edge, at ${name}`, async () => (await leftOf(lines)) === left);
      }
      await keepScreenshot(page, "left-edge");
    },
  );
});
