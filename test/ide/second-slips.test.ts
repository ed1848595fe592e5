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
    "two layers of wrong channels one after the other",
    net(
      "a = new nn.Conv2d(3, 8, 3);\n  b = new nn.Conv2d(16, 8, 3);",
      "this.b(this.a(x))",
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

  it("a fix that breaks another use is still none", () => {
    const text = net(
      "conv = new nn.Conv2d(3, 8, 3);",
      "this.conv(x)",
      "const net = new Net();\nnet(randn(1, 1, 8, 8));\nnet(randn(1, 3, 8, 8));",
    );
    assert.deepEqual(offeredActions(sourcesOf(text), { start: 0, end: text.length }), []);
  });
});
