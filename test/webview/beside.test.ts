import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { partnersOf } from "../../webview/beside/partners.ts";
import { itemAt } from "../../webview/model/item.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import { sourceOf } from "../../webview/model/source-marks.ts";
import { openBeside } from "./support/beside.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

describe("two models side by side", function () {
  this.timeout(60_000);

  it("have marks at what differs, and a table of what it costs", async () => {
    const preview = await open({ width: 1400 });
    const { page } = preview;
    const { before, after, pairs } = await openBeside(preview);
    const { changesBefore, changesAfter } = partnersOf(viewOf(before), viewOf(after), pairs);
    assert.equal(changesAfter.get("n:shortcut.0:conv2d:0"), "added");
    assert.equal(changesAfter.get("n:conv1:conv2d:0"), "changed");
    assert.ok([...changesBefore.values()].every((change) => change !== "added"));
    const left = page.locator('.beside section[aria-label="At the last commit"]');
    const right = page.locator('.beside section[aria-label="Now"]');
    await right.locator('[data-item="n:conv1:conv2d:0"][data-change="changed"]').waitFor();
    await left.locator('[data-item="n:conv1:conv2d:0"][data-change="changed"]').waitFor();
    await right.locator('[data-item="n:shortcut.0:conv2d:0"][data-change="added"]').waitFor();
    assert.match((await page.locator(".tab-content h2").textContent()) ?? "", /2 layers added/);
    assert.match((await page.locator(".differences").textContent()) ?? "", /\+156,160, \+211 %/);
    assert.equal(await page.locator('.changed-layers [data-change="added"]').count(), 2);
    // Also what has no name of its own.
    await page.locator(".changed-layers").getByRole("button", { name: "add" }).click();
    await right.locator('[data-item^="n:"][data-selected]', { hasText: "add" }).waitFor();
    assert.deepEqual(await preview.violations(), []);
  });

  it("are selected, moved and zoomed together", async () => {
    const preview = await open({ width: 1400 });
    const { page } = preview;
    await openBeside(preview);
    const [left, right] = [page.locator(".beside section").first(), page.locator(".beside section").last()];
    await left.locator('[data-item="n:conv2:conv2d:0"]').click();
    await right.locator('[data-item="n:conv2:conv2d:0"][data-selected]').waitFor();
    await right.locator('[data-item="n:bn1:batch-norm2d:0"]').click();
    await left.locator('[data-item="n:bn1:batch-norm2d:0"][data-selected]').waitFor();
    // What has no partner leaves nothing selected there.
    await right.locator('[data-item="n:shortcut.0:conv2d:0"]').dispatchEvent("click");
    await left.locator("[data-selected]").waitFor({ state: "detached" });
    const pane = await left.locator(".react-flow__pane").boundingBox();
    assert.ok(pane);
    await page.mouse.move(pane.x + 8, pane.y + pane.height - 8);
    await page.mouse.wheel(0, 120);
    await together(preview);
    await right.getByRole("button", { name: "Zoom out" }).click();
    await together(preview);
    await left.getByRole("button", { name: "Fit the whole graph" }).click();
    await together(preview);
    await left.locator('[data-item="n:conv2:conv2d:0"]').hover();
    await right.locator('.pointed-mark[data-partner="n:conv2:conv2d:0"]').waitFor();
  });

  it("are shown one at a time where there is no room for both", async () => {
    const preview = await open({ width: 400 });
    const { page } = preview;
    await openBeside(preview);
    const before = page.locator('.beside section[aria-label="At the last commit"] .box');
    const now = page.locator('.beside section[aria-label="Now"] .box');
    await now.first().waitFor();
    assert.equal(await before.first().isVisible(), false);
    const pane = await page.locator('.beside section[aria-label="Now"] .pane').boundingBox();
    assert.ok(pane !== null && pane.height > 200, `${pane?.height}`);
    await page.getByRole("button", { name: "At the last commit" }).click();
    await before.first().waitFor();
    assert.equal(await now.first().isVisible(), false);
  });

  it("lead to the present source from the committed side, or say why not", async () => {
    const preview = await open({ width: 1400 });
    const { page } = preview;
    const { after } = await openBeside(preview, true);
    const committed = page.locator('.beside section[aria-label="At the last commit"]');
    const { at } = await preview.after("reveal", () =>
      committed.locator('[data-item="n:conv1:conv2d:0"]').click(),
    );
    assert.deepEqual(at, sourceOf(after.graph, itemAt(viewOf(after).tree, "n:conv1:conv2d:0")));
    const reveals = (await preview.said("reveal")).length;
    await committed.locator('[data-item="n:shortcut.0:conv2d:0"]').dispatchEvent("click");
    await page.getByRole("alert").waitFor();
    assert.match((await page.getByRole("alert").textContent()) ?? "", /only in the last commit/);
    assert.equal((await preview.said("reveal")).length, reveals);
  });

  it("are one again when there is nothing to compare with, which is said", async () => {
    const preview = await open({ width: 1400 });
    const { page } = preview;
    const { before, after } = await openBeside(preview);
    await preview.show(after, { models: [after, before] });
    await page.evaluate(() =>
      Object.assign(window.hosted, { beside: () => "The file is in no git repository." }),
    );
    const changed = { ...after, version: `${after.version} later` };
    await preview.show(changed, { models: [after, before] });
    await page.getByText("The file is in no git repository.").waitFor();
    assert.equal(await page.locator(".beside").count(), 0);
  });
});

/** Waits until both canvases have the same place and zoom, and not the one at which they began. */
async function together({ page }: PreviewDriver): Promise<void> {
  await page.waitForFunction(() => {
    const viewports = [...document.querySelectorAll<HTMLElement>(".beside .react-flow__viewport")];
    const [left, right] = viewports.map(({ style }) => style.transform);
    return left !== undefined && left === right;
  });
}
