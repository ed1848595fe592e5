import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, it } from "mocha";
import { root } from "../../scripts/root.ts";
import type { DrawnFile } from "../../src/protocol/index.ts";
import { modelPictures } from "../../webview/pictures.ts";
import { documentOf } from "./support/documents.ts";
import { resnet18 } from "./support/examples.ts";
import { open } from "./support/suite.ts";

const text = `import { models, randn } from "cnn-blocks";
export const net = new models.ResNet18();
net(randn(1, 3, 64, 64));
`;

describe("a picture from the command line", function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "cnn-blocks-pictures-"));
    writeFileSync(join(folder, "net.ts"), text);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("is a well-formed SVG in the colours that are asked for", async () => {
    const model = documentOf(resnet18);
    const shown = { uri: "net.ts", fileName: "net.ts", models: [model], halfTyped: false };
    const file: DrawnFile = { ...shown, model, problems: [], units: "MACs" };
    const [light, dark] = [modelPictures.svg(file, "light"), modelPictures.svg(file, "dark")];
    const { page } = await open();
    const titles = await page.evaluate((svg) => {
      const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
      if (parsed.querySelector("parsererror") !== null) throw new Error("It is not well-formed.");
      return [...parsed.querySelectorAll("g > title")].map((title) => title.textContent ?? "");
    }, light);
    assert.ok(titles.some((title) => title.startsWith("layer1")));
    assert.match(light, /#ffffff/);
    assert.doesNotMatch(dark, /#ffffff/);
  });

  it("is the preview as one page, which has the model and finds its layers", async () => {
    const command = [join(root, "dist/cli/cnn-blocks.js"), "export", "net.ts", "-o", "net.html"];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^net\.html: net · ResNet18, [\d,]+ bytes\n$/);
    const { page } = await open();
    const context = await page.context().browser()?.newContext({ offline: true });
    assert.ok(context);
    const alone = await context.newPage();
    await alone.goto(pathToFileURL(join(folder, "net.html")).href);
    assert.equal(await alone.title(), "net · ResNet18 · net.ts");
    await alone.locator('.box[data-item="g:layer1"]').waitFor();
    await alone.locator("vscode-text-field input").first().fill("Linear");
    await alone.locator('.box[data-item^="n:fc:"]').waitFor();
    await context.close();
  });
});
