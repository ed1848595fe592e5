import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { markedProblems } from "../../src/ide/index.ts";
import { isAdvice, lints } from "../../src/ide/lints/index.ts";
import { defaultSettings, lintsOff, type Settings } from "../../src/settings/index.ts";
import { viewOf } from "./view-of.ts";

const biased = (comment: string, above = "") => `import { nn, randn } from "cnn-blocks";
class Net extends nn.Module {
  ${above}
  conv = new nn.Conv2d(3, 12, 3); ${comment}
  norm = new nn.BatchNorm2d(12);
  last = new nn.Conv2d(12, 16, 3);
  forward(x) { return this.last(this.norm(this.conv(x)).relu()); }
}
new Net()(randn(1, 3, 16, 16));
`;

function codes(text: string, settings: Partial<Settings["lints"]> = {}): readonly string[] {
  const lints = { ...defaultSettings.lints, ...settings };
  return markedProblems(viewOf(text, { settings: { ...defaultSettings, lints } })).map(({ code }) => code);
}

describe("design lints", () => {
  const both = ["bias-before-norm", "idle-lanes"];

  it("say each what they find", () => assert.deepEqual(codes(biased("")).toSorted(), both));

  const comments = [
    { title: "a comment behind the line silences all", text: biased("// cnn-blocks-ignore"), left: [] },
    {
      title: "a comment that names one silences that",
      text: biased("// cnn-blocks-ignore bias-before-norm: the weights came so"),
      left: ["idle-lanes"],
    },
    {
      title: "a comment alone on its line silences the next",
      text: biased("", "/* cnn-blocks-ignore idle-lanes, bias-before-norm */"),
      left: [],
    },
    {
      title: "a comment elsewhere silences nothing",
      text: `// cnn-blocks-ignore\n${biased("")}`,
      left: both,
    },
    {
      title: "a comment before a line's code silences that line",
      text: biased("").replace("conv =", "/* cnn-blocks-ignore idle-lanes */ conv ="),
      left: ["bias-before-norm"],
    },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is a model's.
    ...['"// cnn-blocks-ignore"', "`${1} // cnn-blocks-ignore`", "/\\/* cnn-blocks-ignore/"].map(
      (written) => ({
        title: `${written} is no comment`,
        text: biased(`name = ${written};`),
        left: both,
      }),
    ),
    {
      title: "a comment behind such a text silences its line",
      text: biased('name = "//"; /** cnn-blocks-ignore */'),
      left: [],
    },
    {
      title: "a comment over lines silences the one below it",
      text: biased("", "/*\n * cnn-blocks-ignore\n */"),
      left: [],
    },
    {
      title: "a comment does not silence a fault",
      text: `${biased("")}new nn.Conv2d(0, 1, 1); // cnn-blocks-ignore`,
      left: [...both, "invalid-attribute"],
    },
  ];
  for (const { title, text, left } of comments)
    it(title, () => assert.deepEqual(codes(text).toSorted(), left));

  it("are off by setting, all or some", () => {
    assert.deepEqual(codes(biased(""), { enabled: false }), []);
    assert.deepEqual(codes(biased(""), { off: ["idle-lanes"] }), ["bias-before-norm"]);
  });

  it("can each be switched off", () => {
    for (const { code } of lints) assert.ok(isAdvice(code) && code in lintsOff.choices, code);
    for (const code of Object.keys(lintsOff.choices)) assert.ok(isAdvice(code), code);
  });

  const quiet = [
    {
      title: "a bias in front of a group norm",
      body: "new nn.Conv2d(3, 16, 3), new nn.GroupNorm(4, 16), new nn.ReLU()",
    },
    {
      title: "a bias whose sum is used before the norm, too",
      body: "new nn.Conv2d(3, 16, 3), new nn.ReLU(), new nn.BatchNorm2d(16)",
    },
    { title: "a depthwise separable convolution", body: "new nn.DepthwiseSeparableConv(3, 16)" },
    { title: "an inverted residual", body: "new nn.Conv2d(3, 8, 3), new nn.InvertedResidual(8, 16)" },
    { title: "layers of a library block", body: "new nn.InceptionModule(3, 16, 16, 24, 8, 8, 8)" },
    {
      title: "rows that lie in the padding alone",
      body: "new nn.Conv2d(3, 16, 3, { stride: 2, padding: 1 })",
    },
    { title: "1×n and n×1 in a row", body: "new nn.Conv2d(3, 16, [1, 3]), new nn.Conv2d(16, 16, [3, 1])" },
    { title: "a narrower layer in between", body: "new nn.Conv2d(3, 2, 1), new nn.Conv2d(2, 16, 3)" },
    {
      title: "probabilities inside a net",
      body: "new nn.Conv2d(3, 8, 1), new nn.Softmax(1), new nn.Conv2d(8, 8, 1)",
    },
  ];
  for (const { title, body } of quiet)
    it(`say nothing of ${title}`, () => {
      const text = `import { nn, randn } from "cnn-blocks";\nnew nn.Sequential(${body})(randn(1, 3, 32, 32));`;
      assert.deepEqual(codes(text), []);
    });

  it("say nothing of a bias where another layer of the same line needs its own", () => {
    const text = `import { nn, randn } from "cnn-blocks";
const make = () => new nn.Conv2d(8, 8, 3, { padding: 1 });
new nn.Sequential(make(), new nn.BatchNorm2d(8), new nn.ReLU(), make())(randn(1, 8, 16, 16));`;
    assert.deepEqual(codes(text), []);
  });

  it("count the biases of all layers that one line constructs", () => {
    const text = `import { nn, randn } from "cnn-blocks";
const make = (from, to) => [new nn.Conv2d(from, to, 3), new nn.BatchNorm2d(to), new nn.ReLU()];
new nn.Sequential(...make(3, 8), ...make(8, 16))(randn(1, 3, 16, 16));`;
    const [problem] = markedProblems(viewOf(text));
    assert.match(
      problem?.message ?? "",
      /^The bias of layer 0 and layer 3 is lost in layer 1, .*: bias: false saves 24 parameters\.$/,
    );
  });

  it("say nothing of a squeeze, whose image goes around the pooling", () => {
    const text = `import { nn, randn } from "cnn-blocks";
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  pool = new nn.AdaptiveAvgPool2d(1);
  forward(x) { const y = this.conv(x); return y.mul(this.pool(y).sigmoid()); }
}
new Net()(randn(1, 3, 64, 64));`;
    assert.deepEqual(codes(text), []);
  });
});
