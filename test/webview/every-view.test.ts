import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { violationsIn } from "./support/axe.ts";
import { illegibleTexts } from "./support/legible.ts";
import { settledFaults } from "./support/settled-faults.ts";
import { open } from "./support/suite.ts";
import { pageViews } from "./support/views.ts";
import { wearTheme } from "./support/wear-theme.ts";

/** A column beside the code, narrower ones, a low window, and half of one at twice the size. */
const sizes = [
  { width: 520, height: 800 },
  { width: 400, height: 800 },
  { width: 600, height: 400 },
  { width: 300, height: 400 },
];

for (const { name, show } of pageViews)
  describe(`the preview's view: ${name}`, function () {
    this.timeout(60_000);
    let page: Page;
    before(async () => {
      const preview = await open();
      await show(preview);
      page = preview.page;
    });

    it("breaks no rule of axe, be it dark or light", async () => {
      for (const theme of ["light", "dark"] as const) {
        await wearTheme(page, theme);
        assert.deepEqual(await settledFaults(() => violationsIn(page)), [], theme);
      }
    });

    it("cuts off no text and lays none on top of another, however little room there is", async () => {
      for (const size of sizes) {
        await page.setViewportSize(size);
        await settled(page);
        const cut = await settledFaults(() => illegibleTexts(page));
        assert.deepEqual(cut, [], `${size.width} × ${size.height}`);
      }
    });
  });

/** Two frames after the layout, observers of sizes have had their say. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}
