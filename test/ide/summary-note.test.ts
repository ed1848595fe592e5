import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { summaryText } from "../../src/ide/index.ts";
import { viewOf } from "./view-of.ts";

const text = (channels: number) => `import { nn, randn } from "cnn-blocks";
export const net = new nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.Conv2d(${channels}, 8, 3));
net(randn(1, 3, 10, 10));
`;

const note =
  /\nPeak activations .*\n1 error: the figures assume that each layer gets the input that it was declared for\.\n$/;

describe("the summary of a model whose layers do not fit together", () => {
  it("says below the totals what they assume", () => {
    assert.match(summaryText(viewOf(text(16))), note);
    assert.doesNotMatch(summaryText(viewOf(text(8))), /error|declared/);
  });

  it("says so of the model alone that has the error", () => {
    const source = `import { nn, randn, Tensor } from "cnn-blocks";
class B extends nn.Module {
  conv = new nn.Conv2d(16, 8, 3);
  forward(x: Tensor) { return this.conv(x); }
}
class Fits extends nn.Module { b = new B(); forward(x: Tensor) { return this.b(x); } }
class Fails extends nn.Module { b = new B(); forward(x: Tensor) { return this.b(x); } }
new Fits()(randn(1, 16, 8, 8));
new Fails()(randn(1, 32, 8, 8));
`;
    assert.deepEqual(notes(source), [false, true]);
  });

  it("tells models apart that one function makes", () => {
    const source = `import { nn, randn } from "cnn-blocks";
const make = (c: number) => new nn.Sequential(new nn.Conv2d(c, 8, 3), new nn.ReLU());
const [fits, fails] = [make(8), make(16)];
fits(randn(1, 8, 8, 8));
fails(randn(1, 8, 8, 8));
`;
    assert.deepEqual(notes(source), [false, true]);
  });

  it("only counts errors after which no figure is assumed", () => {
    const source = `import { nn, randn, Tensor } from "cnn-blocks";
class M extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  forward(x: Tensor) { x = this.conv(x); throw new Error("no"); return x; }
}
new M()(randn(1, 3, 8, 8));
`;
    assert.match(summaryText(viewOf(source)), /\n1 error\.\n$/);
  });
});

/** Whether the note is below the table of each model. */
function notes(source: string): readonly boolean[] {
  const view = viewOf(source);
  return view.analysis.models.map((model) => note.test(summaryText(view, [model])));
}
