import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { nn } from "../../src/library/index.ts";
import { differencesOf, isSame } from "../../webview/what-if/differences.ts";
import { knobScale } from "../../webview/what-if/knob-scale.ts";
import { documentOf } from "./support/documents.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";
import { openWhatIf } from "./support/what-if.ts";

describe("the slider of a number", () => {
  it("meets the number itself and stays round", () => {
    assert.deepEqual(knobScale("width", 64), { least: 0, most: 256, step: 4 });
    assert.deepEqual(knobScale("stride", 1), { least: 0, most: 16, step: 1 });
    assert.deepEqual(knobScale("p", 0.5), { least: 0, most: 1, step: 0.05 });
    for (const value of [17, 100, 224, 1000, 1023]) {
      const { least, most, step } = knobScale("width", value);
      assert.equal((value - least) % step, 0, `${value}`);
      assert.ok(least >= 0 && most > value);
    }
  });
});

describe("the figures of two models", () => {
  it("are the same only where nothing has changed, however they are rounded", () => {
    const withClasses = (classes: number) =>
      documentOf({
        name: "Net",
        build: () =>
          new nn.Sequential(
            new nn.Conv2d(3, 64, 3),
            new nn.AdaptiveAvgPool2d(1),
            new nn.Flatten(),
            new nn.Linear(64, classes),
          ),
        input: [1, 3, 224, 224],
      });
    const [ten, eleven] = [withClasses(10), withClasses(11)];
    const macs = differencesOf(ten, eleven, "MACs").find(({ word }) => word === "MACs");
    assert.ok(macs !== undefined && macs.before === macs.after && macs.change === "+64 MACs");
    assert.ok(!isSame(macs));
    assert.ok(differencesOf(ten, ten, "MACs").every(isSame));
  });
});

describe("the What if tab", function () {
  this.timeout(60_000);

  it("shows figures and picture of other numbers, from → to, and puts them back", async () => {
    const preview = await open({ width: 1200 });
    const { page } = preview;
    await openWhatIf(preview);
    const channels = page.getByRole("slider", { name: "outChannels of ResidualBlock" });
    await channels.focus();
    await preview.after("drawn", () => page.keyboard.press("End"));
    const field = page.getByRole("spinbutton", { name: "outChannels of ResidualBlock" });
    assert.equal(await field.inputValue(), "256");
    assert.deepEqual(await rowOf(preview, "Parameters"), ["73,984", "230,144", "+156,160, +211 %"]);
    assert.match((await page.locator(".totals").textContent()) ?? "", /230,144/);
    assert.equal((await trials(preview)).at(-1)?.values["100"], 256);
    await preview.after("drawn", () => page.getByRole("button", { name: "Reset" }).click());
    assert.equal(await field.inputValue(), "64");
    assert.deepEqual(await rowOf(preview, "Parameters"), ["73,984", "same", ""]);
    assert.deepEqual(await preview.violations(), []);
  });

  it("has one request under way, and the last number wins", async () => {
    const preview = await open({ width: 1200 });
    const { page } = preview;
    await openWhatIf(preview);
    await page.evaluate(() => {
      const answer = window.hosted.trial as (params: unknown) => unknown;
      const held = new Promise((resolve) => addEventListener("letGo", resolve, { once: true }));
      Object.assign(window.hosted, { trial: async (params: unknown) => held.then(() => answer(params)) });
    });
    const batch = page.getByRole("spinbutton", { name: "batch of input" });
    for (const value of ["3", "4", "5", "6"]) await batch.fill(value);
    assert.deepEqual(
      (await trials(preview)).map(({ values }) => values["200"]),
      [3],
    );
    await preview.after("drawn", () => page.evaluate(() => dispatchEvent(new Event("letGo"))));
    await page.waitForFunction(
      () => window.said.filter((one) => "name" in one && one.name === "trial").length === 2,
    );
    assert.deepEqual(
      (await trials(preview)).map(({ values }) => values["200"]),
      [3, 6],
    );
  });

  it("says what is wrong with a number in the problem's words, and writes numbers on request", async () => {
    const preview = await open({ width: 1200 });
    const { page } = preview;
    const base = await openWhatIf(preview);
    const stride = page.getByRole("spinbutton", { name: "stride of ResidualBlock" });
    await stride.fill("0");
    await page.locator(".trial-fault", { hasText: "stride has to be at least 1; it is 0." }).waitFor();
    await stride.fill("2");
    await page.locator(".trial-fault").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Apply" }).click();
    const applied = await requests(preview, "applyTrial");
    assert.deepEqual(applied, [{ model: base.id, modules: [], values: { "101+2": 2 } }]);
    // The file as it is written now: nothing is tried any more.
    await preview.show({ ...base, version: `${base.version} later` });
    await page.getByRole("button", { name: "Reset" }).and(page.locator("[disabled]")).waitFor();
  });
});

async function rowOf({ page }: PreviewDriver, word: string): Promise<readonly string[]> {
  const row = page.locator(".differences tr", {
    has: page.getByRole("rowheader", { name: word, exact: true }),
  });
  return row.locator("td").allTextContents();
}

async function trials(preview: PreviewDriver) {
  return (await requests(preview, "trial")) as readonly { readonly values: Record<string, number> }[];
}

async function requests({ page }: PreviewDriver, name: string): Promise<readonly unknown[]> {
  const all = await page.evaluate(() => window.said);
  return all.flatMap((one) => (one.kind === "request" && one.name === name ? [one.params] : []));
}
