import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { nn } from "../../src/library/index.ts";
import * as nets from "../../src/nn/zoo/nets.ts";
import { exportFormats } from "../../src/words/index.ts";
import { drawingOf } from "../../webview/graph/drawing.ts";
import { noFaults } from "../../webview/model/faults.ts";
import { allUnfolded, foldedGroups } from "../../webview/model/folds.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import { type PictureOptions, pictureOf } from "../../webview/out/picture.ts";
import { pictureColours } from "../../webview/out/picture-colours.ts";
import { writeSvg } from "../../webview/out/write-svg.ts";
import { documentOf, type Example } from "./support/documents.ts";
import { inception, resnet18 } from "./support/examples.ts";
import type { ThemeName } from "./support/page-server.ts";
import { open } from "./support/suite.ts";

const zoo = Object.entries(nets).map(
  ([name, net]): Example => ({ name, build: () => new net(), input: net.exampleInput }),
);

describe("an exported picture", function () {
  this.timeout(60_000);

  it("is well-formed XML for every net of the zoo, with each item once", async () => {
    const { page } = await open();
    const pictures = [
      ...zoo.map((net) => svgsOf(net, ["folded"])),
      svgsOf(resnet18),
      svgsOf(inception),
    ].flat();
    for (const { svg, items } of pictures) {
      const found = await page.evaluate(parsed, svg);
      assert.equal(found.error, null);
      assert.equal(found.items, items);
      assert.equal(found.numbers, true, "a position is not a number");
    }
  });

  it("takes names for text, whatever they contain", async () => {
    const name = `</script><script>throw 1</script> "&amp;" ]]> \u0000\ud800`;
    const example = { ...resnet18, name, build: () => new nn.Sequential(new nn.ReLU()) };
    const { page } = await open();
    const found = await page.evaluate(parsed, svgsOf(example)[1]?.svg ?? "");
    assert.equal(found.error, null);
    assert.equal(found.title, name.replace("\u0000", "\ufffd").replace("\ud800", "\ufffd"));
  });

  const themes: readonly ThemeName[] = ["dark", "light", "high-contrast", "high-contrast-light"];
  for (const theme of themes) {
    it(`has the page's own colours in ${theme}`, async () => {
      const preview = await open({ theme });
      await preview.show(documentOf(inception));
      const file = await preview.exportFile("svg");
      assert.ok(file.kind === "done" && typeof file.content === "string");
      assert.equal(file.name, "InceptionModule.svg");
      const colours = await preview.page.evaluate(coloursOnPage);
      const drawn = [...new Set(file.content.match(/#[\da-f]{6}/g))];
      for (const colour of colours)
        assert.ok(
          drawn.some((one) => alike(one, colour)),
          `the picture lacks ${colour}`,
        );
    });
  }

  it("has the boxes where the page has them, also where it sets a long chain in columns", async () => {
    const preview = await open({ width: 640 });
    const { page, after } = preview;
    await preview.show(documentOf(resnet18));
    const isAsDrawn = async () => {
      const file = await preview.exportFile("svg");
      assert.ok(file.kind === "done" && typeof file.content === "string");
      const { content } = file;
      const drawn = await page.locator(".react-flow__node").evaluateAll((nodes) =>
        nodes.map((node) => {
          const { e, f } = new DOMMatrix(getComputedStyle(node).transform);
          return `x="${e}" y="${f}"`;
        }),
      );
      assert.ok(drawn.length > 0, "boxes");
      assert.deepEqual(
        drawn.filter((place) => !content.includes(place)),
        [],
      );
      return new Set(drawn.map((place) => place.replace(/ y=.*/, ""))).size;
    };
    await isAsDrawn();
    await after("drawn", () => page.click('[title="Unfold all"]'));
    const inOne = await isAsDrawn();
    await after("drawn", () => page.click('[title="Fit the whole graph"]'));
    assert.ok((await isAsDrawn()) > inOne, "columns");
    await after("drawn", () => page.click('[title="Fold all"]'));
    await page.click('[title="What is drawn"]');
    await after("drawn", () => page.click('[title="Unfold blocks to depth 1"]'));
    assert.ok((await isAsDrawn()) <= inOne, "no line any more");
  });

  it("is drawn as PNG by the page", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    await preview.exportFile("png");
    const size = await preview.page.evaluate(async () => {
      const answer = window.said.findLast((one) => one.kind === "result");
      const content = answer?.kind === "result" ? (answer.value as { content: ArrayBuffer }).content : [];
      const image = await createImageBitmap(new Blob([content as ArrayBuffer], { type: "image/png" }));
      return [image.width, image.height];
    });
    assert.ok(
      size.every((side) => side > 600),
      `${size}`,
    );
    assert.deepEqual(await preview.violations(), []);
  });

  it("is offered by the menu, with every other format and what it is for", async () => {
    const preview = await open();
    await preview.show(documentOf(inception));
    const menu = preview.page.getByRole("dialog", { name: "Export" });
    for (const [format, { label, detail }] of Object.entries(exportFormats)) {
      await preview.page.getByRole("button", { name: "Export", exact: true }).click();
      await menu.getByText(detail, { exact: true }).waitFor();
      const asked = await preview.after("exportFile", () =>
        preview.page.locator(`vscode-button[title="Export as ${label}"]`).click(),
      );
      assert.equal(asked.format, format);
      await menu.waitFor({ state: "hidden" });
    }
  });
});

/** Folded and unfolded. */
function svgsOf(example: Example, states = ["folded", "unfolded"]) {
  const view = viewOf(documentOf(example));
  return states.map((state) => {
    const folds = state === "folded" ? {} : allUnfolded(view.tree).folds;
    const folded = foldedGroups(view.tree, folds);
    const drawing = drawingOf({ key: "", view, folded, focus: null });
    const picture = pictureOf(drawing, options);
    return {
      svg: writeSvg(
        picture,
        pictureColours(() => ""),
      ),
      items: drawing.graph.items.length,
    };
  });
}

const options: PictureOptions = {
  units: "MACs",
  figures: ["parameters", "macs"],
  shapes: true,
  heat: "macs",
  times: null,
  faults: noFaults,
  only: null,
};

/** Browsers round what shows through in their own way. */
function alike(one: string, other: string): boolean {
  const parts = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const others = parts(other);
  return parts(one).every((part, index) => Math.abs(part - (others[index] ?? 0)) <= 1);
}

/** In the browser: its XML parser is a strict one. */
function parsed(svg: string) {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
  const error = parsed.querySelector("parsererror");
  return {
    error: error === null ? null : error.textContent,
    items: parsed.querySelectorAll("g > title").length,
    title: parsed.querySelector("svg > title")?.textContent,
    numbers: !/NaN|undefined|Infinity/.test(svg),
  };
}

/** In the browser: the colours of what is drawn, as `#rrggbb`. */
function coloursOnPage(): readonly string[] {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const hex = (selector: string, property: "color" | "backgroundColor" | "borderLeftColor" | "stroke") => {
    const element = document.querySelector(selector);
    if (element === null || context === null) throw new Error(`Nothing is ${selector}.`);
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    context.fillStyle = getComputedStyle(element)[property];
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  };
  const kinds = [...document.querySelectorAll(".box.layer")].map(
    (box) => `.box.layer[data-category="${box.getAttribute("data-category")}"]`,
  );
  return [
    hex("body", "backgroundColor"),
    hex(".box.layer", "backgroundColor"),
    hex(".box.bar", "borderLeftColor"),
    hex(".frame", "backgroundColor"),
    hex(".edge.part", "stroke"),
    hex(".edge:not(.skip):not(.part)", "stroke"),
    hex(".line.detail", "color"),
    hex(".box .name", "color"),
    ...new Set(kinds.map((kind) => hex(kind, "borderLeftColor"))),
  ];
}
