import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { documentOf } from "./support/documents.ts";
import { convolutions, inception, projected, residual, resnet18 } from "./support/examples.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

describe("the preview's graph", () => {
  // Items: layers and frames. Skips: connections beside which a longer path leads.
  const drawings = [
    { example: residual, items: 8, edges: 8, folded: 0, skips: 1 },
    { example: projected, items: 11, edges: 10, folded: 0, skips: 0 },
    { example: inception, items: 25, edges: 23, folded: 0, skips: 0 },
    { example: resnet18, items: 12, edges: 11, folded: 4, skips: 0 },
  ];
  for (const { example, items, edges, folded, skips } of drawings) {
    it(`draws ${example.name}`, async () => {
      const preview = await open();
      const model = documentOf(example);
      await preview.show(model);
      assert.deepEqual((await preview.said("drawn")).at(-1), {
        ...{ model: model.id, nodes: items, edges, folded },
      });
      assert.equal(await preview.page.locator(".box").count(), items);
      assert.equal(await preview.page.locator("path.edge:not(.legend path)").count(), edges);
      assert.equal(await preview.page.locator(".edges path.skip").count(), skips);
    });
  }

  it("shows what a layer is, its shape and its cost", async () => {
    const preview = await open();
    await preview.show(documentOf(projected));
    const box = preview.page.locator('[data-item="n:conv1:conv2d:0"]');
    assert.equal(
      await box.locator(".visually-hidden").textContent(),
      "conv1, Conv2d 3×3, 64→128, stride 2, output 2×128×8×8, 73,728 parameters, 9,437,184 MACs",
    );
    assert.equal(await box.locator(".cost").textContent(), "73.7K params · 9.44 MMACs");
  });

  it("folds and unfolds by button, double click and key", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    const layer2 = '[data-item="g:layer2"]';
    const unfolded = await preview.after("drawn", () => preview.page.click(`${layer2} .fold-button`));
    assert.deepEqual([unfolded.nodes, unfolded.folded], [14, 5]);
    const inner = preview.page.locator('[data-item="g:layer2.0"]');
    assert.equal((await preview.after("drawn", () => inner.dblclick())).folded, 5);
    assert.equal(await inner.getAttribute("aria-expanded"), "true");
    await preview.page.locator(layer2).focus();
    assert.equal((await preview.after("drawn", () => preview.page.keyboard.press(" "))).nodes, 12);
  });

  it("keeps a folded block where it was on the screen", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    const block = preview.page.locator('[data-item="g:layer2"]');
    const before = await block.boundingBox();
    await preview.after("drawn", () => block.locator(".fold-button").click());
    const after = await block.boundingBox();
    assert.ok(before && after && Math.abs(before.y - after.y) < 2, `${before?.y} became ${after?.y}`);
  });

  it("unfolds and folds all", async () => {
    const preview = await open();
    const model = documentOf(resnet18);
    await preview.show(model);
    const all = await preview.after("drawn", () => preview.page.click('[title="Unfold all"]'));
    assert.equal(all.folded, 0);
    assert.ok(all.nodes > model.graph.nodes.length);
    const none = await preview.after("drawn", () => preview.page.click('[title="Fold all"]'));
    assert.equal(none.folded, 4);
  });

  it("gathers equal blocks in a row", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    assert.equal(await preview.page.locator('[data-item="g:layer1"] .times').textContent(), "×2");
    assert.equal(await preview.page.locator('[data-item="g:layer2"] .times').count(), 0);
  });

  it("shows shapes on the lines, or in the boxes", async () => {
    const preview = await open();
    await preview.show(documentOf(residual));
    const labels = preview.page.locator(".edges text");
    assert.ok((await labels.allTextContents()).every((text) => text === "2×64×16×16"));
    assert.ok((await labels.count()) >= 7);
    const inBoxes = preview.page.locator(".box .shape");
    assert.equal(await inBoxes.count(), 1, "the output has no line to carry its shape");
    await preview.page.click('[aria-label="What is drawn"]');
    await preview.page.getByText("In boxes", { exact: true }).click();
    assert.equal(await labels.count(), 0);
    assert.equal(await inBoxes.count(), 8);
  });

  it("shows the figures that the author chooses, and keeps the choice", async () => {
    const preview = await open();
    await preview.show(documentOf(projected));
    const cost = preview.page.locator('[data-item="n:conv1:conv2d:0"] .cost');
    await preview.page.click('[aria-label="What is drawn"]');
    for (const word of ["Parameters", "MACs", "Receptive field"])
      await preview.page.locator(".view-figures vscode-checkbox", { hasText: word }).click();
    assert.equal(await cost.textContent(), "sees 3×3");
    await preview.page.waitForFunction(() =>
      sessionStorage.getItem(location.href)?.includes('"figures":["field","time"]'),
    );
  });

  it("runs down, to the right or in columns", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    await preview.page.click('[aria-label="What is drawn"]');
    const places = () =>
      preview.page.evaluate(() =>
        ["n:conv1:conv2d:0", "n:bn1:batch-norm2d:0", "g:layer4"].map((id) => {
          const { x, y } = document.querySelector(`[data-item="${id}"]`)?.getBoundingClientRect() ?? {
            x: 0,
            y: 0,
          };
          return { x, y };
        }),
      );
    await preview.after("drawn", () => preview.page.getByText("Right", { exact: true }).click());
    const [first, second] = await places();
    assert.ok(first && second && first.x < second.x && Math.abs(first.y - second.y) < 1);
    await preview.after("drawn", () => preview.page.getByText("Columns", { exact: true }).click());
    const [top, below] = await places();
    assert.ok(top && below && top.y < below.y && Math.abs(top.x - below.x) < 1);
  });

  it("unfolds to a depth, and all blocks of a class", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    await preview.page.click('[aria-label="What is drawn"]');
    const one = await preview.after("drawn", () => preview.page.click('[title="Unfold blocks to depth 1"]'));
    assert.deepEqual([one.nodes, one.folded], [20, 8]);
    const pick = async (text: string): Promise<void> => {
      await preview.page.click('vscode-dropdown[aria-label="Fold or unfold all blocks of a class"]');
      await preview.page.locator(".view-menu vscode-option", { hasText: text }).click();
    };
    assert.equal((await preview.after("drawn", () => pick("BasicBlock (8)"))).folded, 3);
    assert.equal((await preview.after("drawn", () => pick("BasicBlock (8)"))).folded, 8);
  });

  it("takes back each choice of the view menu", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    const { page } = preview;
    const places = () =>
      page.locator(".box").evaluateAll((all) => all.map((one) => one.getAttribute("data-item")).join());
    const before = await places();
    await page.click('[aria-label="What is drawn"]');
    const menu = page.locator(".view-menu");
    for (const [there, back] of [
      ["Right", "Automatic"],
      ["Columns", "Down"],
    ] as const) {
      await preview.after("drawn", () => menu.getByText(there, { exact: true }).click());
      await preview.after("drawn", () => menu.getByText(back, { exact: true }).click());
    }
    const unfolded = await preview.after("drawn", () => page.click('[title="Unfold blocks to depth 2"]'));
    const folded = await preview.after("drawn", () =>
      page.click('[title="Unfold blocks to depth 0: all folded"]'),
    );
    assert.ok(unfolded.nodes > folded.nodes);
    assert.equal(await places(), before);
    const labels = page.locator(".edges text");
    const shapes = await labels.count();
    await menu.getByText("In boxes", { exact: true }).click();
    assert.equal(await labels.count(), 0);
    await menu.getByText("On lines", { exact: true }).click();
    assert.equal(await labels.count(), shapes);
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });
  });

  it("looks at one block alone, and finds the way back", async () => {
    const preview = await open();
    await preview.show(documentOf(residual));
    await preview.show(documentOf(resnet18));
    await preview.after("drawn", () => preview.page.click('[data-item="g:layer2"] .fold-button'));
    const alone = await preview.after("drawn", () =>
      preview.page.dblclick('.bar[data-item="g:layer2"] .title'),
    );
    assert.deepEqual([alone.nodes, alone.edges], [2, 1]);
    assert.match(
      (await preview.page.locator(".breadcrumb").textContent()) ?? "",
      /ResNet18.*layer2 Sequential/,
    );
    const inner = preview.page.locator('[data-item="g:layer2.0"]');
    await inner.focus();
    assert.equal((await preview.after("drawn", () => preview.page.keyboard.press("f"))).folded, 1);
    await preview.page.locator(".box").first().focus();
    assert.equal((await preview.after("drawn", () => preview.page.keyboard.press("Backspace"))).nodes, 2);
    const whole = await preview.after("drawn", () =>
      preview.page.locator(".breadcrumb button").first().click(),
    );
    assert.equal(whole.nodes, 14);
    assert.equal(await preview.page.locator(".breadcrumb").count(), 0);
  });

  it("finds layers by op, attributes and shape, and leaves a block alone to go there", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    await preview.after("drawn", () =>
      preview.page
        .locator('[data-item="g:layer2"]')
        .focus()
        .then(() => preview.page.keyboard.press("f")),
    );
    const field = preview.page.locator("vscode-text-field input");
    await field.fill("conv 3x3 512×2×2");
    assert.equal(await preview.page.locator(".search-count").textContent(), "4");
    // A class finds its blocks, not the additions and activations in them.
    await field.fill("basicblock");
    assert.equal(await preview.page.locator(".search-count").textContent(), "8");
    await field.fill("conv 3x3 512×2×2");
    await preview.after("drawn", () => field.press("Enter"));
    await preview.page.locator('[data-item="n:layer4.0.conv1:conv2d:0"][data-selected]').waitFor();
    assert.equal(await preview.page.locator(".breadcrumb").count(), 0);
  });

  it("draws names alone from afar, and then the names of frames", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    await preview.after("drawn", () => preview.page.click('[title="Unfold all"]'));
    const canvas = preview.page.locator(".canvas");
    for (let step = 0; step < 3; step++) await preview.page.click('[title="Zoom out"]');
    await preview.page.locator('.canvas[data-detail="names"]').waitFor();
    const size = await preview.page
      .locator(".box .name")
      .first()
      .evaluate((name) => {
        const zoom = new DOMMatrix(getComputedStyle(name.closest(".react-flow__viewport") ?? name).transform)
          .a;
        return Number.parseFloat(getComputedStyle(name).fontSize) * zoom;
      });
    assert.ok(size > 10 && size < 14, `names of ${size} pixels`);
    await downward(preview);
    await preview.page.click('[title="Fit the whole graph"]');
    await preview.page.locator('.canvas[data-detail="colours"]').waitFor();
    const names = await canvas.locator(".far-names span").allTextContents();
    assert.deepEqual(names, ["layer1", "layer2", "layer3", "layer4"]);
  });

  it("says all of what a layer is, also while its time stands in its box", async () => {
    const { show, run, page } = await open();
    const cutTitles = () =>
      page
        .locator(".box.layer .title")
        .evaluateAll((titles) =>
          titles
            .filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 1)
            .map((one) => one.textContent),
        );
    await show(documentOf(resnet18));
    await page.locator(".lines", { hasText: /MaxPool2d 3×3, stride 2,.*padding 1$/ }).waitFor();
    assert.deepEqual(await cutTitles(), []);
    const model = documentOf(projected);
    await show(model);
    await run([model], { seed: 0, runs: 1 });
    await page.locator(".box .time", { hasText: "ms" }).first().waitFor();
    assert.deepEqual(await cutTitles(), []);
  });

  it("sets a long chain in columns to be seen whole, or offers them where it shall run down", async () => {
    const preview = await open();
    const { show, after, page } = preview;
    await show(documentOf(resnet18));
    await after("drawn", () => page.click('[title="Unfold all"]'));
    const offer = page.getByRole("button", { name: "Set this long graph in columns that fill the pane" });
    const filled = () =>
      page.evaluate(() => {
        const [pane, boxes] = [document.querySelector(".pane"), [...document.querySelectorAll(".box")]];
        const sides = boxes.map((box) => box.getBoundingClientRect());
        const [left, right] = [Math.min(...sides.map((s) => s.left)), Math.max(...sides.map((s) => s.right))];
        return (right - left) / (pane?.clientWidth ?? 1);
      });
    assert.equal(await offer.count(), 0, "it begins with words");
    await after("drawn", () => page.click('[title="Fit the whole graph"]'));
    assert.ok((await filled()) > 0.4, `${await filled()}`);
    await after("drawn", () => page.click('[title="Fold all"]'));
    await after("drawn", () => page.click('[title="Unfold all"]'));
    await downward(preview);
    await page.click('[title="Fit the whole graph"]');
    await offer.waitFor();
    assert.ok((await filled()) < 0.25);
    await after("drawn", () => offer.click());
    await page.click('[title="Fit the whole graph"]');
    await offer.waitFor({ state: "detached" });
    assert.ok((await filled()) > 0.4, `${await filled()}`);
  });

  it("has no colours of kinds among those of heat from afar", async () => {
    const preview = await open();
    const { show, after, page } = preview;
    await show(documentOf(resnet18));
    await after("drawn", () => page.click('[title="Unfold all"]'));
    await downward(preview);
    await page.click('[title="Fit the whole graph"]');
    await page.locator('.canvas[data-detail="colours"]').waitFor();
    // By MACs, neither has a share.
    const background = (layer: string) =>
      page
        .locator(`.box[data-item*=":${layer}:"]`)
        .first()
        .evaluate((box) => getComputedStyle(box).backgroundColor);
    assert.notEqual(await background("batch-norm2d"), await background("relu"));
    await page.locator('vscode-dropdown[aria-label="Colour boxes by"]').click();
    await page.getByRole("option", { name: "Heat: MACs", exact: true }).click();
    await page.locator(".heat-scale").waitFor();
    assert.equal(await background("batch-norm2d"), await background("relu"));
    assert.notEqual(await background("conv2d"), await background("relu"));
  });

  it("stays fitted when the canvas gets lower, whatever is selected", async () => {
    const preview = await open();
    const { page } = preview;
    await preview.show(documentOf(resnet18));
    await preview.after("drawn", () => page.click('[title="Unfold all"]'));
    await page.locator("vscode-text-field input").fill("layer4.1.conv2");
    await page.keyboard.press("Enter");
    await page.locator('[data-item="n:layer4.1.conv2:conv2d:0"][data-selected]').waitFor();
    await page.click('[title="Fit the whole graph"]');
    await page.setViewportSize({ width: 900, height: 600 });
    await page.waitForFunction(() => (document.querySelector(".canvas")?.clientHeight ?? 600) < 600);
    await page.waitForTimeout(50);
    for (const item of ["n:conv1:conv2d:0", "n:fc:linear:0"])
      assert.ok(await isInSight(preview, `[data-item="${item}"]`), item);
  });

  it("finds a layer inside folded blocks and goes there", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    await preview.page.locator("vscode-text-field input").fill("layer3.1.conv2");
    await preview.after("drawn", () => preview.page.keyboard.press("Enter"));
    const found = preview.page.locator('[data-item="n:layer3.1.conv2:conv2d:0"]');
    await found.and(preview.page.locator("[data-selected]")).waitFor();
    assert.ok(await isInSight(preview, '[data-item="n:layer3.1.conv2:conv2d:0"]'));
  });

  it("draws what is in sight of thousands of layers, and lists them a thousand at a time", async function () {
    this.timeout(60_000);
    const preview = await open();
    const model = documentOf(convolutions(2500));
    await preview.show(model);
    const unfolded = await preview.after("drawn", () => preview.page.locator(".fold-button").first().click());
    assert.ok(unfolded.nodes < 100, `${unfolded.nodes} items at once`);
    await preview.page.getByText("Table", { exact: true }).click();
    await preview.page.getByText("Show more (1,000 of 2,501)").waitFor();
  });
});

async function downward({ page, after }: PreviewDriver): Promise<void> {
  await page.click('[aria-label="What is drawn"]');
  await after("drawn", () => page.locator(".view-menu").getByText("Down", { exact: true }).click());
  await page.keyboard.press("Escape");
}

async function isInSight({ page }: PreviewDriver, selector: string): Promise<boolean> {
  const [box, canvas] = await Promise.all([
    page.locator(selector).boundingBox(),
    page.locator(".canvas").boundingBox(),
  ]);
  if (box === null || canvas === null) return false;
  return box.y >= canvas.y && box.y + box.height <= canvas.y + canvas.height;
}
