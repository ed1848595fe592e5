import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isWhole } from "../support/is-whole.ts";
import { documentOf, placeOfNode } from "./support/documents.ts";
import { inception, residual } from "./support/examples.ts";
import { open } from "./support/suite.ts";

describe("the preview where there is little room", function () {
  this.timeout(60_000);
  it("shows as many columns of the layer table as fit, and never scrolls it sideways", async () => {
    const { show, run, page } = await open({ width: 1200 });
    const model = documentOf(inception);
    await show(model);
    await page.getByRole("button", { name: "Table" }).click();
    await page.locator(".layers").waitFor();
    const shown = () => page.locator(".layers thead th:visible").allInnerTexts();
    const scrolls = () => page.locator(".table-view").evaluate((one) => one.scrollWidth - one.clientWidth);
    const [path, ...others] = await shown();
    assert.deepEqual([path?.[0], others.length], ["P", 5]);
    for (const width of [720, 600, 520, 400, 300]) {
      await page.setViewportSize({ width, height: 800 });
      assert.equal(await scrolls(), 0, `${width}`);
      assert.ok((await shown()).length >= (width < 360 ? 3 : 4), `${width}`);
    }
    await page.setViewportSize({ width: 520, height: 800 });
    await run([model], { seed: 0, runs: 1 });
    await page.getByRole("button", { name: "Close the panel" }).click();
    await page.getByRole("columnheader", { name: "Time" }).waitFor();
    assert.equal(await scrolls(), 0, "with times");
  });

  it("breaks the names of compared blocks between their words", async () => {
    const { show, run, page } = await open({ width: 1200 });
    const block = { ...documentOf(residual), name: "DepthwiseSeparableConv v2" };
    await show(block);
    await run([block, documentOf(inception)], { seed: 0, runs: 1 });
    const name = page.locator(".compared-name").first();
    assert.match(await name.innerHTML(), /Depthwise<wbr>Separable<wbr>Conv/);
    assert.equal(await name.textContent(), block.name);
  });

  it("has numbers of one size in the comparison's picture, which keep apart", async () => {
    const { show, run, page } = await open({ width: 1200 });
    const block = documentOf(residual);
    await show(block);
    await run([block, documentOf(inception)], { seed: 0, runs: 1 });
    const numbers = page.locator(".scatter-tick text");
    for (const width of [1200, 520, 300]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForFunction(() => {
        const [figure, picture] = [
          document.querySelector(".scatter"),
          document.querySelector(".scatter svg"),
        ];
        return figure !== null && figure.clientWidth === picture?.clientWidth;
      });
      const boxes = await numbers.evaluateAll((all) =>
        all.filter((one) => one.textContent !== "").map((one) => one.getBoundingClientRect().toJSON()),
      );
      assert.ok(boxes.length >= 4, `${width}: ${boxes.length} numbers`);
      for (const [index, one] of boxes.entries()) {
        assert.ok(one.height > 11 && one.height < 16, `${width}: ${one.height}`);
        const isApart = (other: typeof one): boolean =>
          one.right <= other.left ||
          other.right <= one.left ||
          one.bottom <= other.top ||
          other.bottom <= one.top;
        assert.ok(boxes.slice(index + 1).every(isApart), `${width}`);
      }
    }
  });

  it("has its tools on one line in a column of 400 pixels", async () => {
    const { show, page } = await open({ width: 400 });
    await show(documentOf(inception));
    const toolbar = await page.locator(".toolbar").boundingBox();
    const header = await page.locator(".header-row").boundingBox();
    assert.ok(toolbar !== null && toolbar.height < 45, `the tools are ${toolbar?.height} high`);
    assert.ok(header !== null && header.height < 45, `the actions are ${header?.height} high`);
    await page.getByRole("button", { name: "Table" }).click();
    await page.locator(".layers").waitFor();
    await page.setViewportSize({ width: 300, height: 400 });
    const narrower = await page.locator(".toolbar").boundingBox();
    assert.ok(narrower !== null && narrower.height < 45, `a table's tools are ${narrower?.height} high`);
  });

  it("has a run's results in sight below the graph when it ends", async () => {
    const { show, run, page } = await open({ width: 680, height: 800 });
    const model = documentOf(inception);
    await show(model);
    await run([model], { seed: 0, runs: 1 });
    const time = await page.locator(".tab-content .facts strong").first().boundingBox();
    const panel = await page.locator(".tab-content").boundingBox();
    assert.ok(time !== null && panel !== null);
    assert.ok(time.y > panel.y && time.y + time.height < panel.y + panel.height, `${time.y} in ${panel.y}`);
  });

  it("has room for the name of a block that runs apart, and for the way back", async () => {
    const { show, hold, run, page } = await open({ width: 541 });
    await show(documentOf(inception));
    const block = { ...documentOf(residual), name: "ResidualBlock(64, 128, 2)" };
    hold(block);
    await run([block], { seed: 0, runs: 1 });
    const name = page.getByRole("heading", { name: block.name, level: 1 });
    assert.ok(await name.evaluate(isWhole), "it is cut");
    const back = await page.getByRole("button", { name: "Back to" }).boundingBox();
    assert.ok(back !== null && back.height < 35, `the button is ${back?.height} high`);
  });

  it("says all of what an ellipsis cuts to whoever points at it", async () => {
    const { show, page } = await open({ width: 400 });
    const message = "Conv2d expects 16 channels, but this input has only 3 of them, as the line above says.";
    const problem = { code: "channel-mismatch", severity: "error", message, line: 3, column: 7 } as const;
    await show(documentOf(residual), { problems: [{ ...problem, ...placeOfNode(1) }] });
    const summary = page.locator(".problems summary");
    await summary.hover();
    assert.match((await summary.getAttribute("title")) ?? "", /as the line above says\.$/);
    await page.setViewportSize({ width: 1200, height: 800 });
    await page.mouse.move(5, 500);
    await summary.hover();
    assert.equal(await summary.getAttribute("title"), null, "there is room");
  });

  it("leaves half of a low window to the graph", async () => {
    const { show, page } = await open({ width: 600, height: 400 });
    await show(documentOf(inception));
    const stage = await page.locator(".stage").boundingBox();
    assert.ok(stage !== null && stage.height > 240, `${stage?.height}`);
    assert.equal(await page.locator(".overview:visible").count(), 0);
  });
});
