import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { withVersion } from "../../src/ide/models/model-version.ts";
import { load, nn } from "../../src/library/index.ts";
import type { RunOutcome } from "../../src/protocol/index.ts";
import { byteSize } from "../../src/words/index.ts";
import { documentOf, placeOfNode } from "./support/documents.ts";
import { projected, residual, resnet18, tooLarge } from "./support/examples.ts";
import { isMemoryKnown, rendererBytes } from "./support/page-memory.ts";
import { fileOf } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

describe("a run in the preview", function () {
  this.timeout(60_000);
  it("gives the same output as Node for the same seed", async () => {
    const preview = await open();
    const model = documentOf(resnet18);
    await preview.show(model);
    const outcome = await preview.run([model], { seed: 7, runs: 2 });
    const [output] = only(outcome).outputs;
    const session = await load(model.graph, { seed: 7 });
    const [expected] = (await session.run()).outputs;
    assert.ok(output && expected);
    assert.deepEqual(output.shape, expected.shape);
    const largest = expected.data.reduce(
      (best, value, index) => (value > (expected.data[best] ?? 0) ? index : best),
      0,
    );
    assert.equal(output.top?.[0]?.index, largest);
    assert.ok(Math.abs(output.maximum - Math.max(...expected.data)) < 1e-4);
    assert.ok(Math.abs(output.minimum - Math.min(...expected.data)) < 1e-4);
    assert.equal(output.notFinite, 0);
  });

  it("keeps its times behind another tab, and needs another run to show maps", async () => {
    const preview = await open();
    const model = documentOf(projected);
    await preview.show(model);
    await preview.run([model], { seed: 0, runs: 3 });
    const time = preview.page.locator('[data-item="n:conv1:conv2d:0"] .time');
    const before = await time.textContent();
    await preview.page.locator(".steps").waitFor();
    await preview.page.reload();
    await preview.page.waitForFunction(() =>
      window.said.some((message) => message.kind === "event" && message.name === "ready"),
    );
    await preview.show(model);
    await preview.page.locator(".steps").waitFor();
    assert.equal(await time.textContent(), before);
    await preview.page.click('[data-item="n:conv1:conv2d:0"]');
    await preview.page.getByText("Run the model again to see its feature maps.").waitFor();
    await preview.run([model], { seed: 0, runs: 1 });
    await preview.page.click('[data-item="n:conv1:conv2d:0"]');
    await preview.page.locator(".maps canvas").first().waitFor();
    assert.deepEqual(await preview.said("failed"), []);
  });

  it("shows no maps of another model that ran since", async () => {
    const preview = await open();
    const [model, other] = [documentOf(projected), documentOf(residual)];
    await preview.show(model);
    await preview.run([model], { seed: 0, runs: 1 });
    await preview.show(other, { uri: "file:///other.ts" });
    await preview.run([other], { seed: 0, runs: 1 });
    await preview.show(model);
    await preview.page.click('[data-item="n:conv1:conv2d:0"]');
    await preview.page.getByText("Run the model again to see its feature maps.").waitFor();
    assert.equal(await preview.page.locator(".maps canvas").count(), 0);
  });

  it("takes the documents that the page holds, and asks only for new ones", async () => {
    const preview = await open();
    const model = documentOf(projected);
    await preview.show(model);
    assert.deepEqual(await preview.requestedDocuments(), [model.version]);
    const graphs = () =>
      preview.page.evaluate(() => window.posted.filter((text) => text.includes('"nodes"')).length);
    await preview.run([model], { seed: 0, runs: 1 });
    assert.equal(await graphs(), 1);
    await preview.run([model], { seed: 1, runs: 1 });
    await preview.show(model);
    assert.equal(await graphs(), 1);
    assert.deepEqual(await preview.requestedDocuments(), [model.version]);
    const block = documentOf(residual);
    await preview.run([model, block], { seed: 0, runs: 1 });
    assert.deepEqual(await preview.requestedDocuments(), [model.version, block.version]);
    assert.equal(await graphs(), 2);
  });

  it("does not ask for a document that the host sends with the file", async () => {
    const preview = await open();
    const model = documentOf(projected);
    await preview.send("hold", model);
    await preview.after("drawn", () => preview.send("show", fileOf(model)));
    assert.deepEqual(await preview.requestedDocuments(), []);
  });

  it("keeps its times while an edit does not change what is computed", async () => {
    const preview = await open();
    const model = documentOf(projected);
    await preview.show(model);
    await preview.run([model], { seed: 0, runs: 1 });
    const time = preview.page.locator('[data-item="n:conv1:conv2d:0"] .time');
    const before = await time.textContent();
    await preview.show(withVersion({ ...model, className: "Renamed" }));
    assert.equal(await time.textContent(), before);
    await preview.show(documentOf({ ...projected, input: [1, 64, 16, 16] }));
    assert.notEqual(await time.textContent(), before);
  });

  it("times every step and shows it at the layer that does the work", async () => {
    const preview = await open();
    const model = documentOf(projected);
    await preview.show(model);
    const heat = preview.page.locator('vscode-dropdown[aria-label^="Colour"]');
    assert.equal(await heat.evaluate((one: HTMLSelectElement) => one.value), "none");
    const outcome = await preview.run([model], { seed: 0, runs: 3 });
    const result = only(outcome);
    assert.equal(await heat.evaluate((one: HTMLSelectElement) => one.value), "time");
    const timed = result.steps.flatMap(({ nodes }) => nodes);
    assert.equal(new Set(timed).size, timed.length);
    assert.match(result.backend, /1 thread/);
    assert.match(
      (await preview.page.locator('[data-item="n:conv1:conv2d:0"] .time').textContent()) ?? "",
      /ms$/,
    );
    assert.equal(
      await preview.page.locator('[data-item="n:bn1:batch-norm2d:0"] .time').textContent(),
      "fused",
    );
    await preview.page.locator(".steps").waitFor();
    assert.equal(await preview.page.locator(".steps tbody tr").count(), result.steps.length);
    const progress = (await preview.progress()).at(-1);
    assert.ok(progress && progress.done === progress.total && progress.total >= 4 * result.steps.length);
  });

  it("is cancelled within a step", async () => {
    const preview = await open();
    const model = documentOf({ ...resnet18, input: [8, 3, 224, 224] });
    const note = { code: "heavy-linear", severity: "information", message: "One layer has most." } as const;
    await preview.show(model, { problems: [{ ...note, line: 2, column: 1, ...placeOfNode(0) }] });
    await preview.page.locator(".problems summary", { hasText: "1 note: One layer has most." }).waitFor();
    const running = preview.run([model], { seed: 0, runs: 500 });
    await preview.page.locator(".steps-done", { hasText: /of \d+ steps/ }).waitFor();
    // What the file's problems are gives way to what the run does.
    assert.equal(await preview.page.locator(".problems summary").textContent(), "1 note");
    assert.equal(await preview.page.locator(".run-strip > span").first().evaluate(isCutOff), false);
    const reports = await preview.page
      .getByText("Cancel", { exact: true })
      .evaluate((button: HTMLElement): number => {
        button.click();
        return window.said.filter(({ kind }) => kind === "progress").length;
      });
    assert.deepEqual(await running, { kind: "cancelled" });
    // One may be on its way, and one come from the step that is being computed.
    assert.ok((await preview.progress()).length <= reports + 2);
    await preview.page.getByText("Run cancelled.").waitFor();
    const again = await preview.run([documentOf(residual)], { seed: 0, runs: 1 });
    assert.equal(again.kind, "done");
  });

  it("leaves nothing of the runs before it in memory, and nothing running behind its page", async function () {
    if (!isMemoryKnown) this.skip();
    const preview = await open();
    const { page } = preview;
    const browser = page.context().browser() ?? assert.fail("There is no browser.");
    const wide = documentOf({ name: "Wide", build: () => new nn.Linear(4096, 2048), input: [1, 4096] });
    await preview.show(wide);
    const measured: number[] = [];
    for (let seed = 0; seed < 5; seed++) {
      assert.equal((await preview.run([wide], { seed, runs: 1 })).kind, "done");
      measured.push(await rendererBytes(browser));
    }
    const [early, late] = [Math.max(...measured.slice(0, 2)), measured.at(-1) ?? 0];
    // Three runs' weights would be 96 MiB.
    assert.ok(late - early < 64 * 2 ** 20, measured.map(byteSize).join(", "));
    void preview.run([wide], { seed: 0, runs: 1_000_000 }).catch(() => undefined);
    await page.getByText("Cancel", { exact: true }).waitFor();
    assert.equal(page.workers().length, 1);
    await page.goto("about:blank");
    assert.equal(page.workers().length, 0, "a worker outlives its page");
  });

  it("is refused before it starts where there is not enough memory", async () => {
    const preview = await open();
    const model = documentOf(tooLarge);
    await preview.show(model);
    const outcome = await preview.run([model], { seed: 0, runs: 1 });
    assert.equal(outcome.kind, "refused");
    assert.match(outcome.kind === "refused" ? outcome.message : "", /memory|GB|GiB|MB|MiB/i);
    assert.deepEqual(await preview.progress(), []);
    await preview.page.locator('[role="alert"]').waitFor();
  });

  it("draws the feature maps of the selected layer", async () => {
    const preview = await open();
    const model = documentOf(projected);
    await preview.show(model);
    await preview.run([model], { seed: 0, runs: 1 });
    await preview.page.click('[data-item="n:conv2:conv2d:0"]');
    const sheet = preview.page.locator(".feature-maps canvas.map-sheet");
    await sheet.waitFor();
    assert.match((await sheet.getAttribute("aria-label")) ?? "", /^64 of 128 channels, 2×128×8×8$/);
    await preview.page.waitForFunction(hasManyColours, await sheet.elementHandle());
    await sheet.hover({ position: { x: 5, y: 5 } });
    assert.match(
      (await preview.page.locator(".feature-maps .map-hover").textContent()) ?? "",
      /^Channel 0: /,
    );
    await preview.page.getByRole("img", { name: /^Histogram of the elements from/ }).waitFor();
    await sheet.click({ position: { x: 5, y: 5 } });
    const large = preview.page.getByRole("img", { name: /^Channel 0, 8×8/ });
    await large.focus();
    await preview.page.keyboard.press("ArrowRight");
    await preview.page.getByText(/^Row 0, column 1: /).waitFor();
    await preview.page.getByRole("button", { name: "Next" }).first().click();
    await preview.page.getByRole("img", { name: /^Channel 1, 8×8/ }).waitFor();

    const weights = preview.page.locator(".weight-maps canvas.map-sheet");
    assert.match((await weights.getAttribute("aria-label")) ?? "", /^64 of 16384 filters, 128×128×3×3$/);
    await weights.hover({ position: { x: 5, y: 5 } });
    const hovered = await preview.page.locator(".weight-maps .map-hover").textContent();
    assert.match(hovered ?? "", /^weight\[0, 0\]: −0\.\d+ … 0\.\d+$/);
    await weights.click({ position: { x: 5, y: 5 } });
    await preview.page.getByRole("img", { name: /^weight\[0, 0\], 3×3/ }).focus();
    await preview.page.keyboard.press("ArrowDown");
    await preview.page
      .locator(".weight-maps")
      .getByText(/^Row 1, column 0: /)
      .waitFor();
  });

  it("draws a block that runs apart from the file, and offers the way back", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    const block = documentOf(residual);
    await preview.run([block], { seed: 0, runs: 1 });
    await preview.page.locator("h1", { hasText: "ResidualBlock" }).waitFor();
    const back = await preview.after("drawn", () => preview.page.getByText("Back to ResNet18").click());
    assert.equal(back.model, "ResNet18");
  });

  it("compares models and says how many times fewer", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    const expression = "new nn.ResidualBlock(64, 64)";
    const models = [projected, { ...residual, name: expression }].map(documentOf);
    const outcome = await preview.run(models, { seed: 0, runs: 1 });
    assert.equal(outcome.kind === "done" && outcome.results.length, 2);
    const rows = preview.page.locator(".comparison tbody tr");
    await rows.nth(1).waitFor();
    const parameters = rows.locator("td:nth-child(2)");
    assert.deepEqual(await parameters.locator(".compared-value").allTextContents(), ["230,144", "73,984"]);
    assert.deepEqual(await parameters.locator(".ratio").allTextContents(), ["3.1× fewer"]);
    assert.match((await rows.first().locator("th").textContent()) ?? "", /2×64×16×16 → 2×128×8×8$/);
    const heading = preview.page.getByTitle(expression).locator(".compared-name");
    assert.equal(await heading.textContent(), expression);
    assert.deepEqual(await heading.locator("span").allTextContents(), [
      "new nn.ResidualBlock(",
      "64,",
      "64)",
    ]);
  });
});

function only(outcome: RunOutcome) {
  if (outcome.kind !== "done") throw new Error(`The run ended as ${outcome.kind}.`);
  const [result] = outcome.results;
  assert.ok(result && outcome.results.length === 1);
  return result;
}

/** Whether a canvas is painted with more than a few colours. Runs in the page. */
function hasManyColours(canvas: Element | null): boolean {
  if (!(canvas instanceof HTMLCanvasElement)) return false;
  const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  return new Set(new Uint32Array(new Uint8ClampedArray(data).buffer)).size > 50;
}

function isCutOff({ scrollWidth, clientWidth }: HTMLElement): boolean {
  return scrollWidth > clientWidth;
}
