import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { offeredActions } from "../../src/ide/index.ts";
import { sourcesOf } from "./view-of.ts";

const net = (
  layers: string,
  forward: string,
  call: string,
): string => `import { F, nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  ${layers}
  forward(x: Tensor): Tensor {
    return ${forward};
  }
}
${call}
`;

/** Files with two slips, the second hidden behind the first, and a fix of the first. */
const files: readonly (readonly [what: string, text: string, title: RegExp])[] = [
  [
    "a wrong number of channels before a wrong number of features",
    net(
      "conv = new nn.Conv2d(3, 8, 3);\n  fc = new nn.Linear(100, 10);",
      "this.fc(this.conv(x).flatten(1))",
      "new Net()(randn(1, 1, 8, 8));",
    ),
    /1/,
  ],
  [
    "a misspelt option of PyTorch's in one call with a wrong number of channels behind it",
    net(
      "a = new nn.Conv2d(3, 8, 3, 1);\n  b = new nn.Conv2d(16, 8, 3);",
      "this.b(this.a(x))",
      "new Net()(randn(1, 3, 8, 8));",
    ),
    /stride/,
  ],
];

describe("of two slips", () => {
  for (const [what, text, title] of files)
    it(`the first one is mended: ${what}`, () => {
      const sources = sourcesOf(text);
      const [first] = sources.view.problems();
      const offers = offeredActions(sources, { start: 0, end: text.length });
      const titles = offers.filter(({ problem }) => problem === 0).map((offer) => offer.title);
      assert.ok(
        titles.some((one) => title.test(one)),
        `${first?.code}: ${titles.join("; ")}`,
      );
    });

  it("channels are not fitted one after the other: which of them are wrong is the author's to say", () => {
    const text = net(
      "a = new nn.Conv2d(3, 8, 3);\n  b = new nn.Conv2d(16, 8, 3);",
      "this.b(this.a(x))",
      "new Net()(randn(1, 1, 8, 8));",
    );
    assert.deepEqual(offeredActions(sourcesOf(text), { start: 0, end: text.length }), []);
  });

  it("no consequence is mended that makes two branches differ", () => {
    const text = `import { cat, nn, randn, type Tensor } from "cnn-blocks";
class Down extends nn.Module {
  conv: nn.Conv2d;
  pool = new nn.MaxPool2d(2);
  bn: nn.BatchNorm2d;
  constructor(into: number, out: number) {
    super();
    this.conv = new nn.Conv2d(into, out - into, 3, { stride: 2, padding: 1 });
    this.bn = new nn.BatchNorm2d(out);
  }
  forward(x: Tensor): Tensor {
    return this.bn(cat([this.conv(x), this.pool(x)], 1));
  }
}
const net = new nn.Sequential(new Down(3, 16), new Down(16, 64));
const image = randn(1, 64, 96, 3);
const y = net(image);
const z = net(image);
`;
    const titles = offeredActions(sourcesOf(text), { start: 0, end: text.length }).map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => title.includes(": x.permute")),
      [],
    );
  });

  it("a fix that breaks another use is still none", () => {
    const text = net(
      "conv = new nn.Conv2d(3, 8, 3);",
      "this.conv(x)",
      "const net = new Net();\nnet(randn(1, 1, 8, 8));\nnet(randn(1, 3, 8, 8));",
    );
    assert.deepEqual(offeredActions(sourcesOf(text), { start: 0, end: text.length }), []);
  });
});
