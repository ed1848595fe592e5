import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { codeLenses, hoverAt, inlayHints, summaryText, type View } from "../../src/ide/index.ts";
import { sentenceOf } from "../../src/problems/index.ts";
import { viewOf } from "./view-of.ts";

const head = `import { F, nn, randn, type Tensor } from "cnn-blocks";\n`;

/** The parts of the table of the one model that the file calls. */
function partsOf(view: View): readonly string[] {
  const called = view.analysis.models.filter(({ inputFrom }) => inputFrom === "call");
  return summaryText(view, called).split("\n\n");
}

/** The totals under a table, by their label. */
function totalsOf(view: View): Readonly<Record<string, string>> {
  const [, , after = ""] = partsOf(view);
  return Object.fromEntries(
    after
      .trim()
      .split("\n")
      .map((line) => line.split(/ {2,}/)),
  );
}

function tableOf(view: View): string {
  return partsOf(view)[1] ?? "";
}

describe("totals of a model of which not all is known", () => {
  const missing = viewOf(`${head}
class Net extends nn.Module {
  fc1 = new nn.Linear(100, 2);
  bn = new nn.NoSuchNorm(2);
  fc2 = new nn.Linear(2, 3);
  forward(x: Tensor) { return this.fc2(this.bn(this.fc1(x))); }
}
export const y = new Net()(randn(4, 100));
`);

  it("are at least what is known, with what is not and where that began", () => {
    const totals = totalsOf(missing);
    assert.equal(totals.Parameters, "at least 211");
    assert.equal(totals.MACs, "at least 800");
    assert.equal(totals["Not counted"], "bn is unknown: line 5");
  });

  it("stand in a table with a row for what is not known", () => {
    assert.match(tableOf(missing), /bn +unknown: nn has no NoSuchNorm \(line 5\) +unknown +unknown +unknown/);
    assert.match(tableOf(missing), /fc2 +Linear 2→3 +unknown +9 +unknown/);
  });

  it("are the same in lens, hint and hover", () => {
    assert.ok(codeLenses(missing).some(({ title }) => title.endsWith("Net · ≥ 211 params · ≥ 800 MACs")));
    const labels = inlayHints(missing).map(({ label }) => label);
    assert.ok(labels.includes("≥ 211 params"), labels.join());
    const text = hoverAt(missing, missing.text.indexOf("new Net()") + 5)?.markdown ?? "";
    assert.match(text, /\*\*at least 211 parameters\*\*/);
    assert.match(text, /bn is unknown: line 5/);
  });
});

describe("a forward that throws", () => {
  const endings: Readonly<Record<string, string>> = {
    "by itself": 'if (y.shape[1] === 8) throw new Error("not yet");\n    return this.b(y);',
    "in the host": "return this.b(y.shape.concat([1]).at(0)!.toFixed(-1) as never);",
    "in a block": "return this.inner(y);",
  };

  for (const [name, ending] of Object.entries(endings)) {
    it(`is a model as far as it got: ${name}`, () => {
      const view = viewOf(`${head}
class Inner extends nn.Module {
  c = new nn.Conv2d(8, 8, 1);
  forward(x: Tensor): Tensor {
    if (this.c(x).shape.length === 4) throw new Error("not here");
    return x;
  }
}
class Net extends nn.Module {
  a = new nn.Conv2d(3, 8, 1);
  b = new nn.Conv2d(8, 2, 1);
  inner = new Inner();
  forward(x: Tensor): Tensor {
    const y = this.a(x);
    ${ending}
  }
}
new Net()(randn(1, 3, 4, 4));
`);
      assert.match(tableOf(view), /^a +Conv2d 1×1, 3→8 +1×8×4×4 +32 +384/m);
      assert.match(totalsOf(view).MACs ?? "", /^at least /);
    });
  }
});

describe("both arms of a condition that is not known", () => {
  const bodies = {
    "a function": `const act = Math.random() > 0.5 ? F.relu : F.sigmoid;
class Net extends nn.Module { forward(x: Tensor) { return act(x); } }`,
    "a field": `class Net extends nn.Module {
  act: nn.Layer = Math.random() > 0.5 ? new nn.ReLU() : new nn.Sigmoid();
  forward(x: Tensor) { return this.act(x); }
}`,
    "a class": `const Act = process.env.ACT ? nn.ReLU : nn.Sigmoid;
class Net extends nn.Module { act = new Act(); forward(x: Tensor) { return this.act(x); } }`,
    "a switch": `function make(kind: string): nn.Layer {
  switch (kind) { case "a": return new nn.ReLU(); default: return new nn.Sequential(new nn.Sigmoid()); }
}
class Net extends nn.Module { act = make(process.argv[2]!); forward(x: Tensor) { return this.act(x); } }`,
    "an early return": `class Net extends nn.Module {
  forward(x: Tensor) { if (Math.random() > 0.5) return F.relu(x); return F.sigmoid(x); }
}`,
    "an element of a list": `const acts: nn.Layer[] = [new nn.ReLU(), new nn.Sigmoid()];
class Net extends nn.Module {
  act = acts[Number(process.argv[2])]!;
  forward(x: Tensor) { return this.act(x); }
}`,
    "an arm that gives nothing": `class Net extends nn.Module {
  forward(x: Tensor) {
    const y = F.sigmoid(x);
    return Math.random() > 0.5 ? F.relu(y) : null;
  }
}`,
  };

  for (const [name, body] of Object.entries(bodies)) {
    it(`are in the graph: ${name}`, () => {
      const { models } = viewOf(`${head}${body}\nnew Net()(randn(1, 3, 4, 4));\n`).analysis;
      const ops = models[0]?.graph.nodes.map(({ op }) => op).sort();
      assert.deepEqual(ops, ["input", "relu", "sigmoid"]);
    });
  }

  it("count neither's weights for certain, and name the field once", () => {
    const view = viewOf(`${head}
class Net extends nn.Module {
  stem = Math.random() > 0.5 ? new nn.Conv2d(3, 4, 1) : new nn.Sequential(new nn.Conv2d(3, 4, 3), new nn.ReLU());
  head = new nn.Conv2d(4, 2, 1);
  forward(x: Tensor) { return this.head(this.stem(x)); }
}
new Net()(randn(1, 3, 8, 8));
`);
    assert.equal(totalsOf(view).Parameters, "at least 10");
    assert.match(totalsOf(view)["Not counted"] ?? "", /^stem depends on a condition: line 4/);
    assert.match(tableOf(view), /^stem\(2\)\.0 +Conv2d 3×3, 3→4 \(conditional\) /m);
  });
});

describe("an unknown number of layers", () => {
  const sources = {
    "a for loop": "const list: nn.Layer[] = []; for (let i = 0; i < count; i++) list.push(make());",
    "a for loop over a symbol's list":
      "const list: nn.Layer[] = []; for (const word of words) list.push(make());",
    map: "const list = words.map(() => make());",
    "Array.from": "const list = Array.from({ length: count }, () => make());",
    "Array.from of an unknown": "const list = Array.from(words, () => make());",
    fill: "const list = new Array(count).fill(0).map(() => make());",
    "a spread of Array": "const list = [...Array(count)].map(() => make());",
    "a spread of keys": "const list = [...Array(count).keys()].map(make);",
    forEach: "const list: nn.Layer[] = []; words.forEach(() => list.push(make()));",
    flatMap: "const list = words.flatMap(() => [make()]);",
    "a while loop": "const list: nn.Layer[] = []; let n = count; while (n-- > 0) list.push(make());",
    "a list anew in each round":
      "let list: nn.Layer[] = []; for (let i = 0; i < count; i++) list = [...list, make()];",
    "a list anew in each visit":
      "let list: nn.Layer[] = []; words.forEach(() => { list = list.concat(make()); });",
  };
  const holders = {
    Sequential: "new nn.Sequential(...list)(x)",
    ModuleList: "new Chain(new nn.ModuleList(list))(x)",
    "a plain array": "new Chain(list)(x)",
  };
  for (const [kind, code] of Object.entries(sources)) {
    for (const [holder, call] of Object.entries(holders)) {
      it(`${kind}, in ${holder}, is shown as ×? and leaves totals open`, () => {
        const view = viewOf(`${head}
declare const count: number;
declare const words: string[];
class Chain extends nn.Module {
  head = new nn.Conv2d(3, 3, 1);
  constructor(readonly layers: Iterable<nn.Layer>) { super(); }
  forward(x: Tensor): Tensor { x = this.head(x); for (const l of this.layers) x = l(x); return x; }
}
const make = () => new nn.Conv2d(3, 3, 3, { padding: 1 });
${code}
const x = randn(1, 3, 8, 8);
export const y = ${call};
`);
        assert.match(tableOf(view), /Conv2d 3×3, 3→3 ×\?/);
        assert.equal(totalsOf(view).Parameters, holder === "Sequential" ? "unknown" : "at least 12");
        assert.match(totalsOf(view)["Not counted"] ?? "", /line ([34]|1[12])$/);
        assert.deepEqual(view.analysis.problems, []);
      });
    }
  }
});

describe("what each of unknown rounds makes of what the last one made", () => {
  it("is a model with an unknown part, beside the one of no round", () => {
    const view = viewOf(`${head}
declare const count: number;
let body: nn.Layer = new nn.Conv2d(3, 3, 1);
for (let i = 0; i < count; i++) body = new nn.Sequential(body, new nn.Conv2d(3, 3, 3));
export const y = body(randn(1, 3, 8, 8));
`);
    const text = summaryText(view, view.analysis.models);
    assert.match(text, /^0 +unknown: count is declared elsewhere \(line 5\) +unknown +unknown +unknown$/m);
    assert.match(text, /^Parameters +at least 84$/m);
    assert.match(text, /^Parameters +12$/m);
  });

  it("has no width of the first round", () => {
    const view = viewOf(`${head}
declare const words: string[];
let width = 8;
const list: nn.Layer[] = [];
words.forEach(() => { list.push(new nn.Conv2d(width, 2 * width, 3)); width *= 2; });
export const y = new nn.Sequential(...list)(randn(1, 8, 32, 32));
`);
    assert.match(tableOf(view), /^0 +Conv2d 3×3, \?→\? ×\? +1×\?×\?×\? +unknown +unknown$/m);
  });
});

describe("layers that a call does not reach", () => {
  const view = viewOf(`${head}
class Model extends nn.Module {
  conv1 = new nn.Conv2d(3, 6, 3);
  conv2 = new nn.Conv2d(6, 6, 3);
  conv3 = new nn.Conv2d(6, 6, 3);
  forward(x: Tensor) { return this.conv2(this.conv1(x)); }
}
export const y = new Model()(randn(1, 3, 14, 14));
`);

  it("count in every total, as in PyTorch, and are said to be unused", () => {
    assert.equal(totalsOf(view).Parameters, "828");
    assert.equal(totalsOf(view).Unused, "330 are in conv3, which this call does not reach");
    assert.ok(codeLenses(view).some(({ title }) => title.includes("Model · 828 params")));
    assert.ok(inlayHints(view).some(({ label }) => label === "828 params"));
    const text = hoverAt(view, view.text.indexOf("new Model()") + 5)?.markdown ?? "";
    assert.match(text, /\*\*828 parameters\*\*/);
    assert.match(text, /330 are in conv3/);
  });

  it("are a hint at their construction", () => {
    const [problem, ...others] = view.analysis.problems;
    assert.deepEqual(others, []);
    assert.equal(problem?.code, "unused-layer");
    assert.equal(view.lineOf(problem?.at ?? assert.fail()), 6);
  });

  it("are said to be among the weights, also where they hold no parameters", () => {
    const { analysis } = viewOf(`${head}
class Counting extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  steps = new nn.Buffer(randn(1));
  forward(x: Tensor) { return this.conv(x); }
}
new Counting()(randn(1, 3, 8, 8));
`);
    const words = "What it holds counts all the same, and is among the model's weights.";
    assert.deepEqual(
      analysis.problems.map((problem) => sentenceOf(problem)),
      [`steps is not used when Counting is called. ${words}`],
    );
  });
});
