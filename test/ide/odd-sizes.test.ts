import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fixesOf } from "./fixes-of.ts";

const net = (imported: string, up: string, sum: string) => `import { ${imported} } from "cnn-blocks";
class Net extends nn.Module {
  down = new nn.Conv2d(8, 8, 3, { stride: 2, padding: 1 });
  up = ${up};
  forward(x: Tensor) {
    return ${sum};
  }
}
new Net()(randn(1, 8, 33, 33));
`;
const layer = "new nn.Upsample({ scaleFactor: 2 })";
const resized = "F.interpolate(this.up(this.down(x)), { size: x.shape.slice(2) })";

/** A sum whose branch has another size, and what is offered for it. */
const rows: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    "a layer that enlarges",
    net("F, nn, randn, type Tensor", layer, "x.add(this.up(this.down(x)))"),
    net("F, nn, randn, type Tensor", layer, `x.add(${resized})`),
  ],
  [
    "a layer that enlarges, before the skip connection, in a file that does not import F",
    net("cat, nn, randn, type Tensor", layer, "cat([this.up(this.down(x)), x], 1)"),
    net("cat, F, nn, randn, type Tensor", layer, `cat([${resized}, x], 1)`),
  ],
  [
    "pixels that were channels",
    net(
      "F, nn, randn, type Tensor",
      "new nn.Sequential(new nn.Conv2d(8, 32, 1), new nn.PixelShuffle(2))",
      "x.add(this.up(this.down(x)))",
    ),
    net(
      "F, nn, randn, type Tensor",
      "new nn.Sequential(new nn.Conv2d(8, 32, 1), new nn.PixelShuffle(2))",
      `x.add(${resized})`,
    ),
  ],
];

describe("a branch that was halved at an odd size and enlarged again meets the size of the other:", () => {
  for (const [what, before, after] of rows)
    it(what, () => {
      const [first] = fixesOf(before, "meet-the-size");
      assert.equal(first?.text, after);
    });
});
