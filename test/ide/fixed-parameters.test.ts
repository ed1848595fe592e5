import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { hoverAt, summaryText } from "../../src/ide/index.ts";
import { viewOf } from "./view-of.ts";

const head = `import { nn, randn, zeros, type Tensor } from "cnn-blocks";\n`;

/** A backbone of 224 parameters, a head of 90, and a scale of 8. */
const net = (rest: string, flag = "false"): string => `${head}
class Net extends nn.Module {
  backbone = new nn.Conv2d(3, 8, 3);
  scale = new nn.Parameter(zeros(8, 1, 1), { requiresGrad: ${flag} });
  head = new nn.Linear(8, 10);
  forward(x: Tensor) {
    return this.head(this.backbone(x).mul(this.scale).mean([2, 3]));
  }
}
const net = new Net();
${rest}
net(randn(1, 3, 8, 8));
`;

describe("parameters that training leaves as they are", () => {
  const frozen = viewOf(net("for (const p of net.backbone.parameters()) p.requiresGrad = false;"));
  const hover = (view: typeof frozen, at: string): string =>
    hoverAt(view, view.text.indexOf(at) + at.length)?.markdown ?? "";

  it("count, and stand apart in the table", () => {
    const text = summaryText(frozen);
    assert.match(text, /^backbone +Conv2d 3×3, 3→8 +1×8×6×6 +224 fixed /m);
    assert.match(text, /^scale .* 8 fixed /m);
    assert.match(text, /^head +Linear 8→10 +1×10 +90 /m);
    assert.match(text, /^Parameters +322$/m);
    assert.match(text, /^Of these +90 trainable, 232 fixed$/m);
  });

  it("stand apart in hovers of models, blocks and layers", () => {
    assert.match(hover(frozen, "class Ne"), /\*\*322 parameters\*\*: 90 trainable, 232 fixed/);
    assert.match(hover(frozen, "const ne"), /\*\*322 parameters\*\*: 90 trainable, 232 fixed/);
    assert.match(hover(frozen, "new nn.Conv2"), /\*\*224 parameters\*\* · 224 fixed/);
    assert.doesNotMatch(hover(frozen, "new nn.Linea"), /fixed/);
  });

  it("may be some of a layer's", () => {
    const view = viewOf(
      net("net.backbone.bias!.requiresGrad_(false); net.head.requiresGrad_(false);", "true"),
    );
    assert.match(summaryText(view), /^backbone .* 224 \(8 fixed\) /m);
    assert.match(summaryText(view), /^Of these +224 trainable, 98 fixed$/m);
  });

  it("are counted as far as that is known", () => {
    const view = viewOf(net("if (Math.random() > 0.5) net.backbone.requiresGrad_(false);"));
    assert.match(summaryText(view), /^Parameters +322$/m);
    assert.match(summaryText(view), /^Of these +at least 8 fixed$/m);
  });

  it("are not spoken of for layers that are not known", () => {
    const view = viewOf(`import { nn, randn, type Tensor } from "cnn-blocks";
import { block } from "some-package";
class Net extends nn.Module {
  block = block;
  head = new nn.Conv2d(3, 8, 3);
  forward(x: Tensor): Tensor { return this.head(this.block(x)); }
}
new Net()(randn(1, 3, 8, 8));`);
    assert.match(summaryText(view), /^Parameters +at least 224$/m);
    assert.doesNotMatch(summaryText(view), /fixed|trainable/);
  });

  it("are not spoken of where training changes all", () => {
    const view = viewOf(net("", "true"));
    assert.doesNotMatch(summaryText(view), /fixed|trainable/);
    assert.doesNotMatch(hover(view, "class Ne"), /fixed|trainable/);
  });
});
