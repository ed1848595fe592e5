import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type ChosenInstances,
  codeLenses,
  documentSymbols,
  inlayHints,
  inlayTooltip,
  severalInstances,
} from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { viewOf } from "./view-of.ts";

const text = `import { nn, models, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  act = new nn.ReLU();
  forward(x: Tensor) {
    return this.act(this.conv(x));
  }
}

class Part extends nn.Module {
  conv: nn.Conv2d;
  constructor(channels: number) {
    super();
    this.conv = new nn.Conv2d(channels, channels, 3);
  }
  forward(x: Tensor) {
    return this.conv(x);
  }
}

new Net()(randn(1, 3, 10, 10));
new models.ResNet18()(randn(1, 3, 224, 224));
`;

describe("code lens", () => {
  const view = viewOf(text);
  const lenses = codeLenses(view).map((lens) => ({
    line: (view.linesOf(view.analysis.file)?.positionAt(lens.range.start).line ?? -1) + 1,
    ...lens,
  }));

  it("a model's class shows its totals, runs, previews and compares", () => {
    const own = lenses.filter(({ line }) => line === 3);
    assert.deepEqual(
      own.map(({ title }) => title),
      ["Net · 224 params · 13.8 KMACs", "Run", "Preview", "Compare"],
    );
    assert.ok(own.every(({ argument }) => view.analysis.models.some(({ id }) => id === argument)));
  });

  it("a class that nothing constructs can be run as a block", () => {
    const own = lenses.filter(({ line }) => line === 11);
    assert.match(own[0]?.title ?? "", /^Part/);
    assert.ok(own.some((lens) => lens.command === "cnnBlocks.runBlock" && lens.argument === "Part"));
  });

  it("a model whose class is declared elsewhere has its lenses where it is constructed", () => {
    const own = lenses.filter(({ line }) => line === 23);
    assert.equal(own[0]?.title, "ResNet18 · 11.7M params · 1.81 GMACs");
  });

  it("a class with several instances lets the author choose the one that its hints speak of", () => {
    const several = viewOf(`import { nn, randn, type Tensor } from "cnn-blocks";
class Half extends nn.Module {
  conv: nn.Conv2d;
  constructor(width: number) {
    super();
    this.conv = new nn.Conv2d(width, 2 * width, 3, { stride: 2, padding: 1 });
  }
  forward(x: Tensor) {
    const y = this.conv(x);
    return y.relu();
  }
}
const net = new nn.Sequential(new Half(3), new Half(6), new Half(12));
net(randn(1, 3, 32, 32));
`);
    const titles = (chosen?: ChosenInstances) =>
      codeLenses(several, chosen)
        .filter(({ command }) => command === "cnnBlocks.chooseInstance")
        .map(({ title, argument }) => [title, argument]);
    const hints = (chosen?: ChosenInstances, of = "shape") =>
      inlayHints(several, undefined, chosen)
        .filter(({ kind }) => kind === of)
        .map(({ label }) => label);
    assert.deepEqual(titles(), [["3 instances", "Half"]]);
    assert.deepEqual(hints(undefined, "parameters").slice(0, 1), ["168–2,616 params"]);
    assert.deepEqual(hints().slice(0, 2), ["1×3×32×32 +2", "1×6×16×16 +2"]);
    const [, second] = severalInstances(several);
    assert.deepEqual([second?.label, second?.detail], ["1", "in net · Sequential"]);
    const chosen: ChosenInstances = new Map(second === undefined ? [] : [["Half", second]]);
    assert.deepEqual(titles(chosen), [["Hints of 1", "Half"]]);
    assert.deepEqual(hints(chosen).slice(0, 2), ["1×6×16×16 +2", "1×12×8×8 +2"]);
    assert.deepEqual(hints(chosen, "parameters").slice(0, 1), ["660 params"]);
    assert.match(
      inlayTooltip(several, several.text.indexOf(" = this.conv(x)"), "shape", chosen) ?? "",
      /instance/,
    );
    const gone: ChosenInstances = new Map([["Half", { className: "Half", model: "gone", path: "1" }]]);
    assert.deepEqual(hints(gone), hints());
  });

  it("FLOPs are twice the MACs, and named", () => {
    const flops = codeLenses(viewOf(text, { settings: { ...defaultSettings, units: "FLOPs" } }));
    assert.ok(flops.some(({ title }) => title === "ResNet18 · 11.7M params · 3.63 GFLOPs"));
  });

  it("a class without a name, such as what a mixin returns, has neither lens nor symbol", () => {
    const mixin = viewOf(
      `${text}\nconst mixed = (Base: typeof Net) => class extends Base {};\nmixed(Net);\n`,
    );
    assert.ok(codeLenses(mixin).every(({ title }) => title !== ""));
    assert.ok(documentSymbols(mixin).every(({ name }) => name !== ""));
  });

  it("a class keeps a lens while its body is half typed, so that lines do not jump", () => {
    const half = text.replace("return this.act(this.conv(x));", "return this.act(this.");
    const lines = codeLenses(viewOf(half)).filter(
      ({ range }) => half.slice(range.start, range.end) === "Net",
    );
    assert.ok(lines.length > 0);
  });
});

describe("document symbols", () => {
  it("list classes with their layers", () => {
    const [net, part] = documentSymbols(viewOf(text));
    assert.equal(net?.name, "Net");
    assert.equal(net?.detail, "1×3×10×10 → 1×8×8×8 · 224 params");
    assert.deepEqual(
      net?.children.map(({ name, detail }) => `${name}: ${detail}`),
      ["conv: Conv2d 3×3, 3→8 · 224 params", "act: ReLU"],
    );
    assert.equal(part?.name, "Part");
  });

  it("a name's range is inside its symbol's range", () => {
    for (const symbol of documentSymbols(viewOf(text)).flatMap((one) => [one, ...one.children])) {
      const { range, nameRange } = symbol;
      assert.ok(range.start <= nameRange.start && nameRange.end <= range.end, symbol.name);
      assert.equal(text.slice(nameRange.start, nameRange.end).replace("this.", ""), symbol.name);
    }
  });
});
