import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { innermostAt } from "../../src/extension/tree/innermost.ts";
import { modelOutline } from "../../src/ide/index.ts";
import type { OutlineItem } from "../../src/protocol/index.ts";
import { viewOf } from "./view-of.ts";

const text = `import { F, nn, randn, type Tensor } from "cnn-blocks";
class Stage extends nn.Module {
  conv = new nn.Conv2d(8, 8, 3, { padding: 1 });
  forward(x: Tensor) { return F.relu(this.conv(x)).add(x); }
}
class Net extends nn.Module {
  stem = new nn.Conv2d(3, 8, 3);
  stages = new nn.Sequential(new Stage(), new Stage());
  forward(x: Tensor) { return this.stages(this.stem(x)); }
}
export const net = new Net();
net(randn(1, 3, 10, 10));
`;

const outline = modelOutline(viewOf(text), (file) => `at:${file}`);
const [net] = outline;

/** A line an item, indented by its depth. */
function lines(items: readonly OutlineItem[], indent = ""): readonly string[] {
  return items.flatMap(({ name, figures, children }) => [
    `${indent}${name} | ${figures}`,
    ...lines(children, `${indent}  `),
  ]);
}

function all(items: readonly OutlineItem[]): readonly OutlineItem[] {
  return items.flatMap((item) => [item, ...all(item.children)]);
}

describe("the outline of a file's models", () => {
  it("lists modules and layers in the order of the run, with shapes and figures", () => {
    const stage = (index: number) => [
      `    ${index} | Stage · 584 params · 36.9 KMACs`,
      "      conv | Conv2d 3×3, 8→8 · 1×8×8×8 · 584 params · 36.9 KMACs",
      "      ReLU | 1×8×8×8",
      "      add | 1×8×8×8",
    ];
    assert.deepEqual(lines(outline), [
      "net · Net | 1,392 params · 87.6 KMACs",
      "  stem | Conv2d 3×3, 3→8 · 1×8×8×8 · 224 params · 13.8 KMACs",
      "  stages | Sequential · 1,168 params · 73.7 KMACs",
      ...stage(0),
      ...stage(1),
    ]);
  });

  it("says whole figures, and which blocks can run alone", () => {
    const stage = all(outline).find(({ path }) => path === "stages.0");
    assert.deepEqual(stage?.details, ["Stage", "584 parameters", "36,864 MACs", "6 KiB of activations"]);
    assert.deepEqual(
      all(outline).flatMap(({ path, isBlock }) => (isBlock ? [path] : [])),
      ["stages", "stages.0", "stages.1"],
    );
  });

  it("has a key for each item, and the file as the receiver names it", () => {
    const keys = all(outline).map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
    assert.ok(all(outline).every(({ file, source }) => file === "at:/model.ts" && source?.file === file));
  });

  it("says what is wrong with a layer, and with what holds it", () => {
    const faulty = modelOutline(
      viewOf(text.replace("nn.Conv2d(3, 8, 3)", "nn.Conv2d(4, 8, 3)")),
      (file) => file,
    );
    const sentence = "Conv2d expects 4 channels, but the input has 3 (1×3×10×10).";
    const faults = all(faulty).flatMap(({ name, fault }) => (fault === null ? [] : [{ name, ...fault }]));
    assert.deepEqual(faults, [
      { name: "net · Net", severity: "error", short: "1 error", sentences: [sentence] },
      { name: "stem", severity: "error", short: sentence, sentences: [sentence] },
    ]);
    assert.equal(
      faulty[0]?.details.at(-1),
      "1 error: the figures assume that each layer gets the input that it was declared for",
    );
    assert.ok(all(outline).every(({ fault }) => fault === null));
  });

  it("finds the innermost item at the cursor", () => {
    const at = (mark: string) => innermostAt(outline, "at:/model.ts", text.indexOf(mark) + 1)?.name;
    assert.equal(at("this.stem(x)"), "stem");
    assert.equal(at("F.relu"), "ReLU");
    assert.equal(at("this.conv(x)"), "conv");
    assert.equal(at("net(randn"), "net · Net");
    assert.equal(at("import"), undefined);
    assert.equal(net?.kind, "model");
  });
});
