import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { snippetSources } from "virtual:snippet-sources";
import { describe, it } from "mocha";
import { layerSnippets } from "../../src/ide/completion/layers.ts";
import { completionsAt, documentationOf, signatureHelpAt, type Workspace } from "../../src/ide/index.ts";
import { nn } from "../../src/library/index.ts";
import { completionOf, completionSourcesAt, signatureHelpOf } from "./completion-of.ts";

function net(fields: string, result: string): string {
  const forward = `  forward(x: Tensor) {\n    return ${result};\n  }`;
  return `class Net extends nn.Module {\n  ${fields}\n${forward}\n}\nnew Net()(randn(1, 3, 32, 32));\n`;
}

function block(made: string, calls = ""): string {
  return `class Block extends nn.Module {
  a: nn.Conv2d;
  b: nn.Module;
  constructor(planes: number, width: number) {
    super();
    this.a = new nn.Conv2d(planes, 2 * width, 3);
    this.b = ${made};
  }
  forward(x: Tensor) {
    return this.b(this.a(x));
  }
}
${calls}`;
}

/** A class whose constructor is typed from the top. */
function started(made: string, forward = "", calls = ""): string {
  return `class Down extends nn.Module {
  a: nn.Module;
  b: nn.Module;
  constructor(inChannels: number, outChannels: number) {
    super();
    ${made}
  }
${forward}
}
${calls}`;
}

const twoCalls = "new Down(64, 128)(randn(1, 64, 8, 8));\nnew Down(32, 16)(randn(1, 32, 8, 8));";

/** A text with a cursor, and the first entries of the list there: label and detail. */
const rows: readonly (readonly [name: string, text: string, first: readonly string[]])[] = [
  [
    "the channels that reach a field",
    net("a = new nn.Conv2d(3, 16, 3);\n  b = new nn.BatchNorm2d(/*|*/);", "this.b(this.a(x))"),
    ["16 | from 1×16×30×30, Conv2d 3×3, 3→16"],
  ],
  [
    "also without the closing bracket and with more below",
    net("a = new nn.Conv2d(3, 16, 3);\n  b = new nn.BatchNorm2d(/*|*/", "this.b(this.a(x))"),
    ["16 | from 1×16×30×30, Conv2d 3×3, 3→16"],
  ],
  [
    "also while another argument is written",
    net("a = new nn.Conv2d(/*|*/1, 8, 3, { padding: 1 });", "this.a(x)"),
    ["3 | from 1×3×32×32"],
  ],
  [
    "the features that reach a linear layer",
    net("a = new nn.Linear(/*|*/);", "this.a(x.flatten(1))"),
    ["3072 | from 1×3072, Flatten"],
  ],
  [
    "what a map has once it is flattened",
    net("a = new nn.Linear(/*|*/, 10);", "this.a(x)"),
    ["3072 | once flattened, by nn.Flatten() or x.flatten(1)", "32 | from 1×3×32×32"],
  ],
  [
    "the part before, in a Sequential",
    "new nn.Sequential(new nn.Conv2d(3, 24, 3), new nn.BatchNorm2d(/*|*/), new nn.ReLU())(randn(1, 3, 8, 8));",
    ["24 | from 1×24×6×6, Conv2d 3×3, 3→24"],
  ],
  [
    "a name with that value",
    net("b = new nn.BatchNorm2d(/*|*/);", "this.b(x)").replace("class", "const rgb = 3;\nclass"),
    ["3 | from 1×3×32×32", "rgb | = 3, from 1×3×32×32"],
  ],
  [
    "a formula of a class's own parameters",
    block("new nn.BatchNorm2d(/*|*/)"),
    ["2 * width | = 2·width, from N×2·width×(H − 2)×(W − 2), Conv2d 3×3, planes→2·width"],
  ],
  [
    "what the layer above gives, while nothing is called yet",
    "class Net extends nn.Module {\n  a = new nn.Conv2d(3, 16, 3);\n  b = new nn.BatchNorm2d(/*|*/);\n}\nnew Net();",
    ["16 | from new nn.Conv2d(3, 16, 3) above"],
  ],
  [
    "layers that usually follow the one above, while nothing is called yet",
    "class Net extends nn.Module {\n  a = new nn.Conv2d(3, 16, 3);\n  b = new nn./*|*/\n}\nnew Net();",
    ["BatchNorm2d(16) | "],
  ],
  [
    "the constructor's own parameters for a layer that nothing calls yet",
    started("this.a = new nn./*|*/"),
    ["Conv2d(inChannels, outChannels, 3, { padding: 1 }) | "],
  ],
  [
    "the parameter for what arrives, as an argument",
    started("this.a = new nn.Conv2d(/*|*/)"),
    ["inChannels | a parameter of the function around"],
  ],
  [
    "the parameter for what leaves, as an argument",
    started("this.a = new nn.Conv2d(inChannels, /*|*/)"),
    ["outChannels | a parameter of the function around"],
  ],
  [
    "what was written for the layer above, and what usually follows it",
    started("this.a = new nn.Conv2d(inChannels, 2 * outChannels, 3);\n    this.b = new nn./*|*/"),
    ["BatchNorm2d(2 * outChannels) | ", "GroupNorm(1, 2 * outChannels) | "],
  ],
  [
    "layers over as many axes as the one above",
    started("this.a = new nn.Conv1d(inChannels, outChannels, 3);\n    this.b = new nn./*|*/"),
    ["BatchNorm1d(outChannels) | ", "GroupNorm(1, outChannels) | "],
  ],
  [
    "the channels behind a layer that keeps them, and what usually follows that one",
    started(
      "this.a = new nn.Sequential(new nn.Conv2d(inChannels, outChannels, 3), new nn.ReLU(), new nn./*|*/);",
    ),
    ["Conv2d(outChannels, outChannels, 3, { padding: 1 }) | "],
  ],
  [
    "no name of another function for the layer above",
    `function stem(width: number) {\n  return new nn.Conv2d(3, width, 3);\n}\n${started("this.a = new nn./*|*/")}`,
    ["Conv2d(inChannels, outChannels, 3, { padding: 1 }) | "],
  ],
  [
    "a class's own parameters rather than the numbers of its one instance",
    started(
      "this.a = new nn./*|*/",
      "  forward(x: Tensor) {\n    return this.a(x);\n  }",
      "new Down(64, 128)(randn(1, 64, 8, 8));",
    ),
    ["Conv2d(inChannels, outChannels, 3, { padding: 1 }) | → 1×128×8×8 · 73,856 params"],
  ],
  [
    "a class's own parameters where its instances differ, of the two equal ones that of the layer above",
    started(
      "this.a = new nn.Conv2d(inChannels, outChannels, 3);\n    this.b = new nn./*|*/",
      "  forward(x: Tensor) {\n    return this.b(this.a(x));\n  }",
      `${twoCalls}\nnew Down(8, 8)(randn(1, 8, 8, 8));`,
    ),
    ["BatchNorm2d(outChannels) | → 1×128×6×6 · 256 params"],
  ],
  [
    "as many outputs as what follows takes",
    net("a = new nn.Conv2d(3, /*|*/, 3);\n  b = new nn.BatchNorm2d(20);", "this.b(this.a(x))"),
    ["20 | what follows takes so many", "3 | as many as arrive", "6 | twice as many as arrive"],
  ],
  [
    "kernels with what comes out",
    net("a = new nn.Conv2d(3, 16, /*|*/, { padding: 1 });", "this.a(x)"),
    ["3 | → 16×32×32", "1 | → 16×34×34", "5 | → 16×30×30"],
  ],
  [
    "groups that divide the channels on both sides",
    net("a = new nn.Conv2d(3, 12, 3, { groups: /*|*/ });", "this.a(x)"),
    ["3 | depthwise: each of the 3 channels by itself", "1 | all channels together"],
  ],
  [
    "no groups that divide only one side",
    net("a = new nn.Conv2d(3, 8, 3, { groups: /*|*/ });", "this.a(x)"),
    ["1 | all channels together"],
  ],
  [
    "groups of a group norm",
    net("a = new nn.Conv2d(3, 64, 3);\n  b = new nn.GroupNorm(/*|*/, 64);", "this.b(this.a(x))"),
    ["32 | 2 of 64 channels each", "1 | all channels together"],
  ],
  [
    "options that are not written yet, with their defaults and what they change",
    net("a = new nn.Conv2d(3, 16, 3, { padding: 1, /*|*/ });", "this.a(x)"),
    [
      "stride | default 1 · 2 gives 1×16×16×16",
      "dilation | default 1 · 2 gives 1×16×30×30",
      "groups | default 1",
    ],
  ],
  [
    "options beside others with comments, lists and names",
    net(
      "a = new nn.Conv2d(3, 16, [3, /* wide */ 3], { // a, b\n    padding: [1, 1], /* c, d */ bias: false, /*|*/ });",
      "this.a(x)",
    ),
    ["stride | default 1 · 2 gives 1×16×16×16", "dilation | default 1 · 2 gives 1×16×30×30"],
  ],
  [
    "what an option may be, with what comes out",
    net("a = new nn.Conv2d(3, 12, 5, { padding: /*|*/ });", "this.a(x)"),
    ["2 | → 1×12×32×32", "0 | the default, → 1×12×28×28", '"same" | → 1×12×32×32'],
  ],
  [
    "what an option may be beside another",
    net(
      "a = new nn.Conv2d(3, 12, /* odd */ (5), { stride: 2, /* padding: 9 */ padding: /*|*/ });",
      "this.a(x)",
    ),
    ["2 | → 1×12×16×16", "0 | the default, → 1×12×14×14"],
  ],
  [
    "what an option may be beside a name of the author's",
    `const stride = 2;\n${net("a = new nn.Conv2d(3, 12, 5, { padding: /*|*/, stride });", "this.a(x)")}`,
    ["2 | → 1×12×16×16", "0 | the default, → 1×12×14×14"],
  ],
  [
    "what an option of an author's own may be, however its texts are quoted",
    `interface Options { pool?: ('max' | "mean") | undefined; note?: string }
class Own extends nn.Module {
  constructor(from: number, { pool = 'max' }: Options = {}) { super(); }
}
new Own(3, { pool: /*|*/ });`,
    ["'max' | the default", '"mean" | '],
  ],
  [
    "options that the constructor's parameter declares itself",
    `class Own extends nn.Module {
  constructor({ width = 8, norm = "batch", depth }: { width?: number; norm?: "batch" | "none"; depth: number }) { super(); }
}
new Own({ /*|*/ });`,
    ["width | default 8", 'norm | default "batch"', "depth | has to be given"],
  ],
  [
    "options that it declares beside those of a name",
    `interface Sizes { width?: number }
class Own extends nn.Module {
  constructor({ width = 8, norm = false }: Readonly<Sizes & { norm?: boolean }> = {}) { super(); }
}
new Own({ /*|*/ });`,
    ["width | default 8", "norm | default false"],
  ],
  [
    "what an option may be that the parameter declares itself",
    `class Own extends nn.Module {
  constructor(from: number, { norm = "batch" }: { norm?: "batch" | "none" } = {}) { super(); }
}
new Own(3, { norm: /*|*/ });`,
    ['"batch" | the default', '"none" | '],
  ],
  [
    "options that a constructor takes apart without a type",
    `class Own extends nn.Module {
  constructor({ width = 8, depth: layers, ...rest } = {}) { super(); }
}
new Own({ /*|*/ });`,
    ["width | default 8", "depth | has to be given"],
  ],
  [
    "layers that usually follow a convolution, filled in",
    net("a = new nn.Conv2d(3, 12, 5);\n  b = new nn./*|*/", "this.b(this.a(x))"),
    ["BatchNorm2d(12) | → 1×12×28×28 · 24 params"],
  ],
  [
    "layers over one axis for a signal",
    "new nn.Sequential(new nn.Conv1d(2, 8, 3), new nn./*|*/)(randn(1, 2, 16));",
    ["BatchNorm1d(8) | → 1×8×14 · 16 params"],
  ],
  [
    "layers that take features",
    net("a = new nn./*|*/", "this.a(x.flatten(1))"),
    ["Linear(3072, 3072) | → 1×3072 · 9,440,256 params"],
  ],
  [
    "layers over what a comment states, for the first layer of a class without a forward",
    "/** @input 2x1x49x10 */\nclass Net extends nn.Module {\n  a = new nn./*|*/\n}\n",
    ["Conv2d(1, 1, 3, { padding: 1 }) | → 2×1×49×10 · 10 params"],
  ],
  [
    "an own layer called on the tensor made last: the next one first, none that does not take it",
    net(
      "a = new nn.Conv2d(3, 12, 5);\n  b = new nn.Conv2d(12, 3, 1);\n  c = new nn.Linear(9, 9);\n  d = new nn.DoubleConv(12, 4);",
      "/*|*/",
    ).replace(
      "return /*|*/;",
      "const y = this.a(x);\n    const n = y.shape[0];\n    return F.relu(this./*|*/);",
    ),
    ["b(y) | Conv2d → 1×3×28×28", "d(y) | DoubleConv → 1×4×28×28"],
  ],
  [
    "an own block with names for its further inputs, and one that refuses inside left out",
    `class Gate extends nn.Module {
  one = new nn.Conv2d(3, 1, 1);
  forward(x: Tensor, skip: Tensor) {
    return this.one(x).add(skip);
  }
}
class Narrow extends nn.Module {
  one = new nn.Conv2d(7, 1, 1);
  forward(x: Tensor) {
    return this.one(x);
  }
}
${net("gate = new Gate();\n  narrow = new Narrow();\n  last = new nn.ReLU();", "this./*|*/")}`,
    ["gate(x, skip) | Gate", "last(x) | ReLU → 1×3×32×32"],
  ],
  [
    "an @input with the shape that the model is given",
    `/** @/*|*/ */\n${net("a = new nn.Conv2d(3, 12, 5);", "this.a(x)")}`,
    [
      "@input 1x3x32x32 | what shape the model below is given",
      "@budget params=912 macs=706K memory=49KiB | what the model below may cost",
    ],
  ],
  [
    "what an option may be behind the name of a type of the library",
    net("a = new nn.Conv2d(3, 12, 5, { paddingMode: /*|*/ })", "this.a(x)"),
    ['"zeros" | the default, → 1×12×28×28', '"reflect" | → 1×12×28×28', '"replicate" | → 1×12×28×28'],
  ],
  [
    "what an option may be behind names of types of the file",
    `type Norm = "batch" | "group";
type Kind = Norm | ("none") | null;
class Unit extends nn.Module {
  constructor({ kind = "none" }: UnitOptions = {}) { super(); }
}
type Again = Kind | Again;
interface UnitOptions {
  kind?: Again;
}
new Unit({ kind: /*|*/ });
`,
    ['"batch" | ', '"group" | ', '"none" | the default'],
  ],
  [
    "limits that a @budget lacks",
    `/** @budget macs=5M /*|*/ */\n${net("a = new nn.Conv2d(3, 12, 5);", "this.a(x)")}`,
    ["params=912 | at most 912", "memory=49KiB | at most 49KiB"],
  ],
];

describe("completion", () => {
  for (const [name, text, first] of rows)
    it(name, () => {
      const items = completionOf(text)?.items ?? [];
      const lines = items.map(({ label, detail }) => `${label} | ${detail}`);
      assert.deepEqual(lines.slice(0, first.length), first);
    });

  it("for several instances the name that is right for each comes first", () => {
    const made = block(
      "new nn.BatchNorm2d(/*|*/)",
      "for (const n of [4, 8]) new Block(3, n)(randn(1, 3, 9, 9));",
    );
    const named = made.replace("2 * width, 3", "width, 3");
    assert.deepEqual(
      completionOf(named)?.items.map(({ insert }) => insert),
      ["width", "4", "8"],
    );
  });

  it("takes the place of a number that it would only lengthen", () => {
    for (const args of ["/*|*/1, 8, 3", "3, 8, 3, { groups: /*|*/12 }"]) {
      const text = net(`a = new nn.Conv2d(${args});`, "this.a(x)");
      const { sources, offset } = completionSourcesAt(text);
      const found = completionsAt(sources, offset);
      const { start, end } = found?.replaces ?? { start: 0, end: 0 };
      assert.deepEqual(
        [start, sources.view.text.slice(start, end)],
        [offset, args.includes("12") ? "12" : "1"],
      );
    }
  });

  it("pads by the kernel, along each axis where it has several sizes", () => {
    const text = (kernel: string) => net(`a = new nn.Conv2d(3, 64, ${kernel}, { pad/*|*/ });`, "this.a(x)");
    const padding = (kernel: string) =>
      completionOf(text(kernel))?.items.find(({ label }) => label === "padding")?.insert;
    assert.equal(padding("5"), `padding: ${place(1, 2)}`);
    assert.equal(padding("[11, 5]"), `padding: ${["${", "1:[5, 2]}"].join("")}`);
    assert.equal(padding("size"), `padding: ${place(1, 1)}`);
  });

  it("names no own layers in a constructor, nor where one is called already", () => {
    const text = net("a = new nn.ReLU();\n  constructor() {\n    super();\n    this./*|*/\n  }", "x");
    assert.equal(completionOf(text), null);
    assert.equal(completionOf(net("a = new nn.ReLU();", "this.a/*|*/(x)")), null);
  });

  it("writes whole layers as snippets", () => {
    const text = net("a = new nn./*|*/", "this.a(x)");
    const [first] = completionOf(text)?.items ?? [];
    assert.equal(first?.insert, `Conv2d(3, ${place(1, 3)}, ${place(2, 3)}, { padding: ${place(3, 1)} })`);
    assert.equal(first?.filter, "Conv2d");
  });

  it("is right behind a regular expression", () => {
    const text = "const r = /[/*]/;\nconst half = 6 / 2 / 1;\nnew nn.Conv2d(3, 8, /*|*/)(randn(1, 3, 9, 9));";
    assert.equal(completionOf(text)?.items[0]?.insert, "3");
    const made = "\nnew nn.Conv2d(3, 8, /*|*/)(randn(1, 3, 9, 9));";
    for (const before of [
      "if (1) /[/*]/.test('a');",
      "{ }\n/[/*]/.test('a');",
      "const n = (6) / 2 / 1, m = { a: 1 }.a / 2;",
    ])
      assert.equal(completionOf(before + made)?.items[0]?.insert, "3", before);
  });

  it("explains the library's class, even where the author has one of its name", () => {
    const own = "class Conv2d extends nn.Module {\n  constructor(depth: number) {\n    super();\n  }\n}\n";
    const made = "new nn.Conv2d(3, 8, /*|*/)(randn(1, 3, 9, 9));";
    assert.equal(completionOf(own + made)?.items[0]?.insert, "3");
    assert.match(signatureHelpOf(own + made)?.label ?? "", /^Conv2d\(inChannels/);
    assert.equal(completionOf(own + made.replace("nn.", "")), null);
  });

  it("knows the arguments of an author's class by its constructor alone", () => {
    const stem = (body: string) => `class Stem extends nn.Conv2d {\n  ${body}\n}\n`;
    const made = "new Stem(/*|*/)(randn(1, 3, 9, 9));";
    const own =
      "constructor(channels: number, size: number, dim: number) {\n    super(channels, size, dim);\n  }";
    assert.equal(completionOf(stem(own) + made), null);
    assert.equal(completionOf(stem("") + made)?.items[0]?.insert, "3");
  });

  it("reads an imported file once for a list, and none for the library's layers", () => {
    const files = { "/own.ts": "export class Depth {}\nexport class Other {}\n" };
    const text = (callee: string) => `import { Depth, Other } from "./own.ts";\nnew Other();\nnew ${callee}`;
    assert.ok(readsDuring(text("Missing({ /*|*/ })"), files) <= 1);
    assert.equal(readsDuring(text("nn./*|*/"), files), 0);
  });

  it("analyses the file once for the list and the signature help", () => {
    const { sources, offset } = completionSourcesAt("new nn.BatchNorm2d(/*|*/)(randn(1, 3, 9, 9));");
    let analyses = 0;
    const workspace: Workspace = {
      ...sources.workspace,
      analyzeAs(file, ...rest) {
        if (file === sources.view.analysis.file) analyses += 1;
        return sources.workspace.analyzeAs(file, ...rest);
      },
    };
    completionsAt({ ...sources, workspace }, offset);
    signatureHelpAt({ ...sources, workspace }, offset);
    assert.equal(analyses, 1);
  });

  it("has nothing to say elsewhere", () => {
    for (const text of [
      "const a = [/*|*/];",
      "console.log(/*|*/);",
      "// a /*|*/",
      ["const t = `$", "{new Date()}/*|*/`;"].join(""),
    ])
      assert.equal(completionOf(text), null, text);
  });

  it("answers wherever typing may stop in an example", () => {
    const folder = new URL("../../media/examples/", import.meta.url);
    const [name = ""] = readdirSync(folder).filter((one) => one.startsWith("residual"));
    const text = readFileSync(new URL(name, folder), "utf8").replace(/^import.*\n/, "");
    for (let at = 1; at < text.length; at += 97) completionOf(`${text.slice(0, at)}/*|*/`);
  });

  it("names only layers that there are", () => {
    for (const { name } of layerSnippets) assert.ok(name in nn, name);
  });
});

/** How often the completions ask for the text of another file. */
function readsDuring(marked: string, files: Readonly<Record<string, string>>): number {
  const { sources, offset } = completionSourcesAt(marked, files);
  let reads = 0;
  const read = (path: string) => {
    reads += 1;
    return sources.workspace.read(path);
  };
  completionsAt({ ...sources, workspace: { ...sources.workspace, read } }, offset);
  return reads;
}

function place(number: number, text: number): string {
  return ["${", number, ":", text, "}"].join("");
}

describe("whole blocks and nets", () => {
  it("are offered as code at the beginning of a statement, with their imports and places to be typed over", () => {
    const found = completionOf("const a = 1;\n\nMobile/*|*/");
    const net = found?.items.find(({ label }) => label === "MobileNetV1");
    assert.match(net?.insert ?? "", /class \$\{1:MobileNetV1\} extends nn\.Module/);
    assert.match(net?.insert ?? "", /numClasses = \$\{2:1000\}/);
    assert.deepEqual(net?.further, []);
    const module = completionOf("Incep/*|*/")?.items.find(({ label }) => label === "InceptionModule");
    assert.deepEqual(
      module?.further?.map(({ text }) => text),
      ["cat, "],
    );
  });

  it("keep their names, though these are typed in full, and make way for those of the file", () => {
    const insertOf = (text: string) => completionOf(text)?.items.find(({ label }) => label === "C3")?.insert;
    assert.match(insertOf("C3/*|*/") ?? "", /class \$\{1:C3\} /);
    assert.match(insertOf("class C3 {}\nC3/*|*/") ?? "", /class \$\{1:C32\} /);
    // It is what the author is about to write.
    assert.match(insertOf("C3/*|*/\nconst block = new C3(8, 8);") ?? "", /class \$\{1:C3\} /);
  });

  it("are those whose names what is typed may become, without their documentation", () => {
    const offered = completionOf("const a = 1;\n\nmobc/*|*/")?.items;
    assert.equal(offered, undefined);
    const found = completionOf("const a = 1;\n\nmobv/*|*/")?.items ?? [];
    assert.deepEqual(
      found.map(({ label, documentation }) => [label, documentation]),
      [["MobileNetV1", { of: "code", name: "MobileNetV1" }]],
    );
    assert.match(
      documentationOf(
        { of: "code", name: "MobileNetV1" },
        { snippets: snippetSources, library: snippetSources },
      ),
      /convolutions.*```ts\nimport .*class MobileNetV1/s,
    );
  });

  for (const { where, text } of [
    { where: "inside a class", text: "class A {\n  Mob/*|*/\n}" },
    { where: "behind the head of a statement", text: "if (true)\n  Mob/*|*/" },
    { where: "inside a method", text: "class A {\n  f() {\n    a();\n    Mob/*|*/\n  }\n}" },
    { where: "inside a call", text: "f(\n  Mob/*|*/\n)" },
    { where: "behind an operator", text: "const a =\n  Mob/*|*/" },
    { where: "where the statement goes on", text: "Mob/*|*/ = 1;" },
    { where: "where it goes on with an operator below", text: "Mob/*|*/\n  + 1;" },
    { where: "where it goes on with an assignment below", text: "Mob/*|*/\n  = 1;" },
    { where: "where it goes on with a member below", text: "Mob/*|*/\n  // of it\n  .parameters();" },
    { where: "where it goes on with a choice below", text: "Mob/*|*/\n  ? 1 : 2;" },
    { where: "before anything is typed", text: "/*|*/" },
  ])
    it(`are not offered ${where}`, () => {
      const items = completionOf(text)?.items ?? [];
      assert.deepEqual(
        items.filter(({ kind }) => kind === "code"),
        [],
      );
    });
});
