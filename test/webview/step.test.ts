import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { documentOf, type Example } from "./support/documents.ts";
import { inception, projected, separable } from "./support/examples.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

describe("stepping through the arithmetic of a run", function () {
  this.timeout(60_000);

  it("shows patch, kernel and products of the element that is clicked, and agrees with the run", async () => {
    const { page } = await stepInto(projected, "n:conv1:conv2d:0");
    const picker = page.locator(".element-picker");
    const box = await picker.locator(".plane").boundingBox();
    assert.ok(box);
    await page.mouse.click(box.x + 1, box.y + 1);
    await page.getByText("Output 0, 0, 0, 0: the sum of 576 products, 9 for each of 64 channels").waitFor();
    const cells = page.locator(".patches > li").first().locator(".cells");
    assert.deepEqual(await cells.locator("caption").allTextContents(), ["Patch", "Kernel", "Products"]);
    // Stride 2 and padding 1: the first row and the first column of the patch lie outside.
    assert.equal(await cells.first().locator(".outside").count(), 5);
    const words = (await page.locator(".step-words").textContent()) ?? "";
    assert.match(words, /The engine computes this in one step with .*ReLU/);
    assert.ok(differenceIn(words) < 1e-4, words);
  });

  it("opens where an enlarged feature map is clicked", async () => {
    const preview = await open();
    const model = documentOf(projected);
    await preview.show(model);
    await preview.run([model], { seed: 0, runs: 1 });
    await preview.page.locator('[data-item="n:conv2:conv2d:0"]').click();
    await preview.page.locator(".feature-maps canvas.map-sheet").click({ position: { x: 1, y: 1 } });
    await preview.page.locator(".enlarged-map canvas").click({ position: { x: 1, y: 1 } });
    await preview.page.getByText("Output 0, 0, 0, 0: ").waitFor();
    assert.equal(await preview.page.locator(".tabs [aria-selected=true]").textContent(), "Step");
  });

  it("goes from element to element by keys, and by playing", async () => {
    const { page } = await stepInto(projected, "n:conv2:conv2d:0");
    const picker = page.locator(".element-picker");
    await picker.focus();
    const at = (place: string) => page.getByText(`Output ${place}: `).waitFor();
    await at("0, 0, 4, 4");
    // Through batch norm, residual and activation, which the engine has merged into this layer's step.
    const words = (await page.locator(".step-words").textContent()) ?? "";
    assert.ok(differenceIn(words) < 1e-4, words);
    await page.keyboard.press("ArrowRight");
    await at("0, 0, 4, 5");
    await page.keyboard.press("ArrowUp");
    await at("0, 0, 3, 5");
    await page.keyboard.press("End");
    await at("0, 0, 3, 7");
    await page.keyboard.press("PageDown");
    await at("0, 1, 3, 7");
    await page.keyboard.press("Home");
    await at("0, 1, 3, 0");
    await page.keyboard.press("Space");
    await page.getByText("Output 0, 1, 3, 0: ").waitFor({ state: "detached" });
    await page.keyboard.press("Space");
    await page.locator('.step-words[aria-live="polite"]').waitFor();
  });

  it("puts depthwise then pointwise beside the plain convolution, with patches and counts, from either of them", async () => {
    const { page } = await stepInto(separable, "n:pointwise:conv2d:0");
    await page.locator(".element-picker").press("Home");
    const rows = page.locator(".both-ways tbody tr");
    const row = (word: RegExp) => rows.filter({ hasText: word }).locator("td").allTextContents();
    assert.deepEqual(await row(/^Multiplications, 32 outputs/), ["144 + 512 = 656", "4,608"]);
    assert.deepEqual(await row(/^Whole map, 196 pixels/), ["128,576", "903,168"]);
    assert.deepEqual(await row(/^Weights/), ["656", "4,608"]);
    const [value = "", plain] = await row(/^Output 0, 0, 7, 0/);
    assert.equal(plain, "no weights for it");
    assert.match((await page.locator(".step-words").textContent()) ?? "", new RegExp(` = ${value}`));
    const parts = page.locator(".patches > li");
    assert.deepEqual(await parts.first().locator(".cells caption").allTextContents(), [
      ...["Patch", "Kernel", "Products"],
    ]);
    await page.getByRole("button", { name: "Show 12 more" }).click();
    const shares = await parts.locator("output").allTextContents();
    const sum = shares.reduce((total, share) => total + numberOf(share), 0);
    assert.ok(Math.abs(sum - numberOf(value)) < 0.01, `${sum}, ${value}`);
    await page.getByRole("button", { name: "Step into depthwise" }).click();
    await page.getByText("Output 0, 0, 7, 0: the sum of 9 products").waitFor();
    assert.deepEqual(await row(/^Weights/), ["656", "4,608"]);
  });

  it("says which branch a channel of a concatenation comes from, and goes there", async () => {
    const { page } = await stepInto(inception, "n::cat:0");
    await page.locator(".element-picker").press("PageUp");
    await page.getByText(/^Part 4 of 4 has 224 to 255 along axis 1; this is its number 31\.$/).waitFor();
    await page.locator(".part-rows .link").click();
    await page.getByText(/^Output 0, 31, 14, 14: /).waitFor();
  });
});

/** Runs a model, selects an item, and opens the tab. */
async function stepInto(example: Example, item: string): Promise<PreviewDriver> {
  const preview = await open();
  const model = documentOf(example);
  await preview.show(model);
  await preview.run([model], { seed: 0, runs: 1 });
  await preview.page.locator(`[data-item="${item}"]`).click();
  await preview.page.getByRole("tab", { name: "Step" }).click();
  await preview.page.locator(".element-picker").waitFor();
  return preview;
}

function differenceIn(words: string): number {
  const found = /the run says (\S+), and this arithmetic goes on to (\S+?)[,.]? /.exec(`${words} `);
  return Math.abs(numberOf(found?.[1]) - numberOf(found?.[2]));
}

function numberOf(text = ""): number {
  return Number(text.replace(/[,.]$/, "").replaceAll("−", "-"));
}
