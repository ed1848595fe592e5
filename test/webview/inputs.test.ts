import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { nn, type Tensor } from "../../src/library/index.ts";
import type { ModelDocument, RunOutcome } from "../../src/protocol/index.ts";
import { withOrientation } from "../support/exif-jpeg.ts";
import { hugePicture } from "../support/huge-picture.ts";
import { isWhole } from "../support/is-whole.ts";
import { documentOf } from "./support/documents.ts";
import { residual } from "./support/examples.ts";
import { chooseInput, giveFile, openRunTab } from "./support/inputs.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

/** Gives its input back, so that a run shows what the net was given. */
const colour = documentOf({ name: "Colour", build: () => new nn.ReLU(), input: [1, 3, 8, 8] });
const grey = documentOf({ name: "Grey", build: () => new nn.ReLU(), input: [1, 1, 28, 28] });

class Pair extends nn.Module {
  forward(x: Tensor, template: Tensor): Tensor {
    return x.mul(template);
  }
}

describe("the input of a run in the preview", function () {
  this.timeout(60_000);

  it("is said to be random until a picture is dropped, which then runs as stated", async () => {
    const preview = await openToRun(colour);
    const part = preview.page.locator('[data-argument="0"]');
    await part.getByText("Random numbers: what comes out means nothing.").waitFor();
    await drop(preview, "half.png", await painted(preview, 40, 20));
    await part.getByText("8×8 of a 40×20 picture, centre crop, values 0…1").waitFor();
    const [output] = outputsOf(await run(preview, colour));
    // The left half of the square around the centre is red, and the right half black.
    assert.equal(output?.maximum, 1);
    assert.ok(Math.abs((output?.mean ?? 0) - 1 / 6) < 0.02, `${output?.mean}`);
    await preview.page.locator(".facts", { hasText: "8×8 of a 40×20 picture" }).waitFor();
    const photograph = Uint8Array.from(await painted(preview, 40, 20, "image/jpeg"));
    await drop(preview, "turned.jpg", [...withOrientation(photograph, 6)]);
    await part.getByText("8×8 of a 20×40 picture, centre crop").waitFor();
    assert.deepEqual(await part.locator("canvas.input-picture").evaluate(redCorners), [
      true,
      true,
      false,
      false,
    ]);
    assert.deepEqual(await preview.violations(), []);
    assert.deepEqual(await preview.said("failed"), []);
  });

  it("has the name that forward gives it where there are several", async () => {
    const pair = documentOf({
      name: "Pair",
      build: () => new Pair(),
      input: [1, 1, 8, 8],
      others: { template: [1, 1, 8, 8] },
    });
    const preview = await openToRun(pair);
    await preview.page.getByRole("region", { name: "template", exact: true }).waitFor();
    await preview.page.locator(".box .name", { hasText: /^template$/ }).waitFor();
    await run(preview, pair);
    await preview.page.locator(".facts dt", { hasText: /^x, template$/ }).waitFor();
  });

  it("is pasted, or taken by a camera where there is one that may be used", async () => {
    const preview = await openToRun(colour);
    const part = preview.page.locator('[data-argument="0"]');
    await giveFile(preview, "paste", "pasted.png", await painted(preview, 30, 20));
    await part.getByText("8×8 of a 30×20 picture").waitFor();
    const camera = preview.page.getByRole("button", { name: "Take Photo" });
    await camera.click();
    await preview.page.locator('[role="alert"]', { hasText: "There is no camera." }).waitFor();
    await preview.page.evaluate(() => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 50, height: 40 });
      setInterval(() => canvas.getContext("2d")?.fillRect(0, 0, 50, 40), 50);
      navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
    });
    await camera.click();
    await part.getByText("8×8 of a 50×40 picture").waitFor();
  });

  it("is kept over a reload, for its own model", async () => {
    const preview = await openToRun(colour);
    await drop(preview, "half.png", await painted(preview, 40, 20));
    await preview.page.getByText("centre crop").first().waitFor();
    await preview.page.waitForTimeout(200);
    await preview.page.reload();
    await preview.page.waitForFunction(() => window.said.some((one) => one.kind === "event"));
    await preview.show(colour);
    await preview.page.locator('[data-argument="0"] canvas.input-picture').waitFor();
    const [output] = outputsOf(await run(preview, colour));
    assert.ok(Math.abs((output?.mean ?? 0) - 1 / 6) < 0.02, `${output?.mean}`);
    await preview.show(grey);
    await preview.page.getByText("Random numbers: what comes out means nothing.").waitFor();
  });

  it("is not taken from files that are empty, damaged, too large or no picture, and says why", async () => {
    const preview = await openToRun(colour);
    const picture = await painted(preview, 16, 16);
    const damaged = picture.map((byte, index) =>
      index > 60 && index < picture.length - 12 ? byte ^ 0x5a : byte,
    );
    const rows: readonly (readonly [string, readonly number[], RegExp])[] = [
      ["empty.png", [], /empty\.png is empty: it has 0 bytes/],
      ["notes.png", [...Buffer.from("not a picture at all")], /notes\.png could not be read as a picture/],
      ["torn.png", damaged, /torn\.png (is damaged|could not be read)/],
      ["huge.png", [...hugePicture()], /huge\.png has 16000×16000 pixels \(256 megapixels\)/],
    ];
    for (const [name, bytes, words] of rows) {
      await drop(preview, name, bytes);
      const notice = preview.page.locator('[role="alert"]', { hasText: words });
      await notice.waitFor();
      assert.ok(await notice.locator("span").first().evaluate(isWhole), `${name}: the sentence is cut`);
    }
    await preview.show(documentOf(residual));
    await drop(preview, "half.png", picture);
    await preview.page.getByText("This model has no input that takes a picture.").waitFor();
  });

  it("is drawn with the pointer where a net takes one channel, and cleared by a key", async () => {
    const preview = await openToRun(grey);
    await chooseInput(preview, "Drawing");
    const pad = preview.page.getByRole("img", { name: "Drawing pad with 0 strokes" });
    const box = (await pad.boundingBox()) ?? assert.fail("There is no drawing pad.");
    await preview.page.mouse.move(box.x + 30, box.y + 20);
    await preview.page.mouse.down();
    await preview.page.mouse.move(box.x + 30, box.y + 90, { steps: 4 });
    await preview.page.mouse.up();
    const drawn = preview.page.getByRole("img", { name: "Drawing pad with 1 stroke" });
    await drawn.waitFor();
    const [output] = outputsOf(await run(preview, grey));
    assert.equal(output?.maximum, 1);
    assert.ok(output && output.mean > 0.03 && output.mean < 0.15, `${output?.mean}`);
    await drawn.focus();
    await preview.page.keyboard.press("Delete");
    await preview.page.getByRole("img", { name: "Drawing pad with 0 strokes" }).waitFor();
  });

  it("is one of the page's own samples", async () => {
    const preview = await openToRun(grey);
    await chooseInput(preview, "Digit 3");
    await preview.page.getByText("28×28, grey, values 0…1").waitFor();
    const [output] = outputsOf(await run(preview, grey));
    assert.ok(output && output.maximum > 0.9 && output.mean < 0.3);
    // A picture is shown as the net sees it: grey, and inverted where that is chosen. Red is 76 of 255.
    await drop(preview, "half.png", await painted(preview, 40, 20));
    await preview.page.getByText("28×28 of a 40×20 picture").first().waitFor();
    const canvas = preview.page.locator('[data-argument="0"] canvas.input-picture');
    assert.deepEqual(await canvas.evaluate(firstPixel), [76, 76, 76]);
    const [dark] = outputsOf(await run(preview, grey));
    assert.ok(Math.abs((dark?.maximum ?? 0) - 76 / 255) < 1e-6, `${dark?.maximum}`);
    await preview.page.getByRole("checkbox", { name: "Inverted" }).click();
    await preview.page.getByText("grey, inverted").first().waitFor();
    assert.deepEqual(await canvas.evaluate(firstPixel), [179, 179, 179]);
  });
});

async function openToRun(model: ModelDocument): Promise<PreviewDriver> {
  const preview = await open();
  await preview.show(model);
  await openRunTab(preview);
  return preview;
}

function run(preview: PreviewDriver, model: ModelDocument): Promise<RunOutcome> {
  return preview.run([model], { seed: 0, runs: 1 });
}

function outputsOf(outcome: RunOutcome) {
  assert.equal(outcome.kind, "done", JSON.stringify(outcome));
  return outcome.kind === "done" ? (outcome.results[0]?.outputs ?? []) : [];
}

function drop(preview: PreviewDriver, name: string, bytes: readonly number[]): Promise<void> {
  return giveFile(preview, "drop", name, bytes);
}

/** In the browser: whether the upper corners are red, then the lower ones. */
function redCorners(canvas: HTMLCanvasElement | SVGElement | HTMLElement): readonly boolean[] {
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error("no canvas");
  const { width, height } = canvas;
  return [0, height - 1].flatMap((y) =>
    [0, width - 1].map((x) => (canvas.getContext("2d")?.getImageData(x, y, 1, 1).data[0] ?? 0) > 128),
  );
}

/** In the browser: red, green and blue of the upper left pixel. */
function firstPixel(canvas: HTMLCanvasElement | SVGElement | HTMLElement): readonly number[] {
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error("no canvas");
  return [...(canvas.getContext("2d")?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
}

/** A picture whose left half is red and whose right half is black. */
function painted(
  preview: PreviewDriver,
  width: number,
  height: number,
  type = "image/png",
): Promise<readonly number[]> {
  return preview.page.evaluate(
    async ([width, height, type]) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("no canvas");
      context.fillRect(0, 0, width, height);
      context.fillStyle = "#ff0000";
      context.fillRect(0, 0, width / 2, height);
      return [...new Uint8Array(await (await canvas.convertToBlob({ type, quality: 1 })).arrayBuffer())];
    },
    [width, height, type] as const,
  );
}
