import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import { root } from "../../scripts/root.ts";
import { modelDocument } from "../../src/ide/models/documents.ts";
import * as nets from "../../src/nn/zoo/nets.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import { barText, boxText, shapesInBox } from "../../webview/graph/box-text.ts";
import { itemWords } from "../../webview/graph/item-words.ts";
import { itemAt } from "../../webview/model/item.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import { viewOf as viewOfText } from "../ide/view-of.ts";
import { resnet152 } from "./speed/nets.ts";
import { documentOf, type Example } from "./support/documents.ts";
import { resnet18 } from "./support/examples.ts";
import { cutInGraph } from "./support/legible.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

const zoo = [nets.MobileNetV2, nets.YOLOv5s, nets.DeepLabV3Plus, nets.UNet].map(
  (net): Example => ({ name: net.name, build: () => new net(), input: net.exampleInput }),
);

/** All models of the extension's examples, as their files are analysed. */
function exampleModels(): readonly (readonly [string, ModelDocument])[] {
  const folder = join(root, "media/examples");
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  return files.flatMap((file) => {
    const view = viewOfText(readFileSync(join(folder, file), "utf8"));
    return view.analysis.models.map(
      (model) => [`${file}: ${model.name}`, modelDocument(view, model)] as const,
    );
  });
}

describe("the words of boxes", () => {
  const title = "Conv2d 3×3, 64→64, stride 2, groups 64";
  const shorter = ["3×3, 64→64, stride 2, groups 64", "3×3, 64→64 /2, groups 64"];

  it("lose the class, then words, then the figures, and never an attribute", () => {
    assert.deepEqual(boxText({ name: "", title: "ReLU", shorter: [] }), { title: "ReLU", rest: "" });
    assert.deepEqual(
      boxText({ name: "a", title: "Linear 2048→64", shorter: ["2048→64"] }).title,
      "Linear 2048→64",
    );
    assert.equal(boxText({ name: "a", title, shorter }).title, shorter[0]);
    assert.equal(boxText({ name: "depthwise", title, shorter }).title, shorter[1]);
    const long = boxText({ name: "depthwise_convolution_of_rows", title, shorter });
    assert.equal([long.title, long.rest].filter(Boolean).join(" "), shorter[0]);
    const alone = boxText({ name: "conv1", title, shorter }, { isAlone: true });
    assert.equal([alone.title, alone.rest].join(" "), title);
    const timed = boxText(
      { name: "pool", title: "MaxPool2d 2×2, stride 2", shorter: [] },
      { beside: "2.57 ms", isAlone: true },
    );
    assert.deepEqual(timed, { title: "MaxPool2d 2×2,", rest: "stride 2" });
  });

  it("give the number of shapes where several have no room beside the figures", () => {
    const cost = "11M params · 2.1 GMACs";
    assert.equal(shapesInBox({ output: "1×64×56×56", cost }), "1×64×56×56");
    assert.equal(shapesInBox({ output: "1×8, 1×4", cost: "" }), "1×8, 1×4");
    assert.equal(shapesInBox({ output: "1×128×32×32, 1×256×16×16, 1×512×8×8", cost }), "3 shapes");
  });

  it("of a frame lose the figures and the class, but are not cut", () => {
    const words = {
      name: "layer3.downsample",
      title: "Sequential",
      shorter: [],
      cost: "33.5K params · 105 MMACs",
    };
    const all = { ...words, category: "group", output: "", time: "", spoken: "" };
    assert.deepEqual(barText(all, 500), { title: "Sequential", figures: words.cost });
    assert.deepEqual(barText(all, 328), { title: "Sequential", figures: "" });
    assert.deepEqual(barText(all, 200), { title: "", figures: "" });
    const long = { ...all, title: "ConvNormActivationOfAnInvertedResidual" };
    assert.deepEqual(barText(long, 380), { title: "", figures: words.cost }, "the class is gone");
  });

  it("of a folded list say how many blocks of which class it has", () => {
    const words = (example: Example, id: string) => {
      const view = viewOf(documentOf(example));
      return itemWords({ view, item: itemAt(view.tree, id), units: "MACs", times: null }, []);
    };
    assert.equal(words(resnet152, "g:layer3").title, "Sequential of 36 × BottleneckBlock");
    assert.deepEqual(words(resnet152, "g:layer3").shorter, ["36 × BottleneckBlock"]);
    assert.equal(words(resnet18, "g:layer2").title, "Sequential of 2 × BasicBlock");
  });
});

describe("the words in the graph", function () {
  this.timeout(120_000);
  let preview: PreviewDriver;
  before(async () => {
    preview = await open({ width: 1400, height: 3000 });
  });

  it("are not cut in any of the examples", async () => {
    for (const [name, model] of exampleModels()) {
      await preview.show(model);
      await allShown(preview);
      assert.deepEqual(await cutInGraph(preview.page), [], name);
    }
  });

  for (const example of [resnet18, resnet152, ...zoo])
    it(`are not cut in ${example.name}, folded or not`, async () => {
      await preview.show(documentOf(example));
      await allShown(preview);
      assert.deepEqual(await cutInGraph(preview.page), [], "folded");
      await preview.page.click('[title="Unfold all"]');
      await allShown(preview);
      assert.deepEqual(await cutInGraph(preview.page), [], "unfolded");
    });

  it("tell convolutions from others from afar, whole or not at all", async () => {
    const { page } = preview;
    await preview.show(documentOf(resnet18));
    await preview.page.click('[title="Unfold all"]');
    await allShown(preview);
    for (const _ of [1, 2]) {
      await page.click('[title="Zoom out"]');
      await page.waitForTimeout(50);
    }
    await page.locator('.canvas[data-detail="names"]').waitFor();
    const seen = await page.locator(".box :is(.brief, .title)").evaluateAll((all) =>
      all.flatMap((one) => {
        const line = one.parentElement?.getBoundingClientRect() ?? new DOMRect();
        const { top, bottom, left, right } = one.getBoundingClientRect();
        if (top >= line.bottom - 1 || bottom === top) return [];
        return [
          bottom <= line.bottom + 1 && left >= line.left - 1 && right <= line.right + 1
            ? one.textContent
            : "cut",
        ];
      }),
    );
    assert.ok(seen.includes("3×3, 64→128 /2") && seen.includes("2 × BasicBlock"), seen.join());
    assert.ok(!seen.includes("cut"));
  });
});

/** Zoomed in until boxes show all their words. */
async function allShown({ page }: PreviewDriver): Promise<void> {
  for (let step = 0; step < 4; step++) {
    if ((await page.locator('.canvas[data-detail="all"]').count()) > 0) return;
    await page.click('[title="Zoom in"]');
    await page.waitForTimeout(30);
  }
}
