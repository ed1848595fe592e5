import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { models, nn } from "../../src/library/index.ts";
import { costShares } from "../../webview/model/cost-shares.ts";
import { figuresOf } from "../../webview/model/figures.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import { documentOf, type Example } from "./support/documents.ts";
import { resnet18 } from "./support/examples.ts";
import { unets } from "./support/unets.ts";

const vgg: Example = { name: "VGG16", build: () => new models.VGG16(), input: [1, 3, 64, 64] };

describe("what costs most", () => {
  const sharesOf = (example: Example, unit: "macs" | "parameters") => {
    const view = viewOf(documentOf(example));
    return (costShares(view, (item) => figuresOf(view, item)[unit]) ?? []).map(
      ({ name, share }) => `${name} ${Math.round(100 * share)}`,
    );
  };

  it("is told of the model's blocks", () => {
    assert.deepEqual(sharesOf(resnet18, "parameters"), [
      ...["layer4 72", "layer3 18", "layer2 4", "fc 4", "layer1 1", "conv1 0", "bn1 0"],
    ]);
  });

  it("is told of the parts of a block that has nearly everything", () => {
    const [first, second] = sharesOf(vgg, "parameters");
    assert.deepEqual([first, second], ["classifier.0 74", "classifier.3 12"]);
    const names = sharesOf(vgg, "macs").map((line) => line.split(" ")[0] ?? "");
    assert.ok(names.includes("features.28") && names.includes("classifier"), names.join());
  });

  it("is told of the members of a list by their paths", () => {
    const unet = unets.find(({ name }) => name === "blocks in a list");
    assert.ok(unet);
    const names = sharesOf(unet, "macs").map((line) => line.split(" ")[0] ?? "");
    assert.deepEqual(names.sort(), ["downs.0", "downs.1", "downs.2", "ups.0", "ups.1"]);
  });

  it("adds up to everything", () => {
    const model = new nn.Sequential(new nn.Sequential(new nn.Conv2d(3, 8, 3)), new nn.Conv2d(8, 1, 1));
    const view = viewOf(documentOf({ name: "two", build: () => model, input: [1, 3, 8, 8] }));
    const shares = costShares(view, (item) => figuresOf(view, item).parameters) ?? [];
    assert.equal(shares.at(-1)?.together, 1);
    assert.equal(
      shares.reduce((sum, { cost }) => sum + cost, 0),
      8 * 27 + 8 + 9,
    );
  });
});
