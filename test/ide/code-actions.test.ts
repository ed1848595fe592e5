import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "mocha";
import { codeActions, fixAllEdits, type OfferedAction, offeredActions } from "../../src/ide/index.ts";
import { edited } from "../../src/ide/view/text-edits.ts";
import { sourcesOf, viewOf } from "./view-of.ts";

const folder = new URL("../../src/ide/code-actions/", import.meta.url);
const supporting = [
  "code-action.ts",
  "edits.ts",
  "fitting-options.ts",
  "fix-all.ts",
  "index.ts",
  "layers.ts",
  "linear-after.ts",
  "projection-texts.ts",
  "sizes-in-scope.ts",
  "tried.ts",
  "write-what-came.ts",
];

describe("code actions", () => {
  it("every file of the folder is in the list, and no other", () => {
    const files = readdirSync(folder).filter((name) => !supporting.includes(name));
    assert.deepEqual(
      files.map((name) => name.replace(".ts", "")),
      codeActions.map(({ id }) => id),
    );
  });

  for (const { id, example } of codeActions) {
    it(`${id} turns the text before into the text after, and no problem is left`, () => {
      const offers = offersAnywhere(example.before).filter((offer) => offer.id === id);
      const results = offers.map((offer) => applied(example.before, [offer]));
      assert.ok(results.includes(example.after), results.join("\n"));
      assert.deepEqual(viewOf(example.after).analysis.problems, []);
    });
  }

  for (const [what, layers, offered] of [
    [
      "is written among the options",
      "new nn.Conv2d(3, 8, 3, { padding: 1, }), new nn.BatchNorm2d(8)",
      "new nn.Conv2d(3, 8, 3, { padding: 1, bias: false, }), new nn.BatchNorm2d(8)",
    ],
    [
      "is not offered where its options have a name",
      "new nn.Conv2d(3, 8, 3, options), new nn.BatchNorm2d(8)",
      null,
    ],
    [
      "is not offered where another layer of the same place needs its bias",
      "...[0, 1].map(() => new nn.Conv2d(3, 3, 3)), new nn.BatchNorm2d(3)",
      null,
    ],
  ] as const) {
    it(`bias: false ${what}`, () => {
      const file = (list: string) =>
        `import { nn, randn } from "cnn-blocks";\nconst options = { padding: 1 };\nnew nn.Sequential(${list})(randn(1, 3, 8, 8));\n`;
      const offers = offersAnywhere(file(layers)).filter(({ id }) => id === "drop-the-bias");
      assert.equal(offers.length, offered === null ? 0 : 1);
      assert.equal(applied(file(layers), offers), file(offered ?? layers));
      const left = viewOf(file(offered ?? layers)).problems();
      if (offered !== null) assert.ok(!left.some(({ code }) => code === "bias-before-norm"));
    });
  }

  it("a number in a variable is left alone: it may be right elsewhere", () => {
    const text =
      'import { nn, randn } from "cnn-blocks";\nconst c = 16;\nnew nn.Conv2d(c, 8, 3)(randn(1, 3, 32, 32));\n';
    assert.deepEqual(offersAnywhere(text), []);
  });

  it("channels are not changed where features were calculated for them and another height", () => {
    const file = (channels: number) =>
      `import { nn, randn } from "cnn-blocks";
const features = 16 * 5 * 5;
new nn.Sequential(new nn.Conv2d(3, ${channels}, 3), new nn.Flatten(), new nn.Linear(features, 10))(randn(1, 3, 10, 7));
`;
    assert.deepEqual(offersAnywhere(file(16)), []);
    const [offer] = offersAnywhere(file(17));
    assert.match(offer?.title ?? "", /give 10 channels/);
  });

  const calculated: readonly (readonly [what: string, layers: string, offered: readonly string[]])[] = [
    [
      "what was flattened is written as it was calculated",
      "new nn.Conv2d(3, 16, 5), new nn.Flatten(), new nn.Linear(16 * 4 * 4, 10)",
      ["16 * 6 * 6 (576)", "576"],
    ],
    [
      "a calculation takes the number that came",
      "new nn.Conv2d(3, 16, 5), new nn.Conv2d(4 * 2, 8, 3)",
      ["16"],
    ],
    [
      "a calculation with a name takes what the layer above was given",
      "new nn.Conv2d(3, width * 2, 5), new nn.Conv2d(width * 4, 8, 3)",
      ["width * 2 (16)"],
    ],
  ];
  for (const [what, layers, offered] of calculated) {
    it(what, () => {
      const text = `import { nn, randn } from "cnn-blocks";\nconst width = 8;\nnew nn.Sequential(${layers})(randn(1, 3, 10, 10));\n`;
      const written = offersAnywhere(text).map(({ title }) => /^Write (.*), the /.exec(title)?.[1]);
      assert.deepEqual(
        written.filter((one) => one !== undefined),
        offered,
      );
    });
  }

  it("a linear layer is not built for the features of a whole batch", () => {
    const text =
      'import { nn, randn } from "cnn-blocks";\nnew nn.Sequential(new nn.Flatten(0), new nn.Linear(144, 10))(randn(2, 4, 6, 6));\n';
    const offers = offersAnywhere(text);
    assert.deepEqual(
      offers.map(({ id }) => id),
      ["keep-the-batch"],
    );
    assert.match(applied(text, offers), /new nn\.Flatten\(\), new nn\.Linear\(144, 10\)/);
  });

  it("an image that reaches a linear layer inside forward is flattened there", () => {
    const before = `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 16, 5);
  fc = new nn.Linear(400, 10);
  forward(x: Tensor) {
    return this.fc(this.conv(x));
  }
}
new Net()(randn(1, 3, 9, 9));
`;
    const after = before.replace("this.fc(this.conv(x))", "this.fc(this.conv(x).flatten(1))");
    const offers = offersAnywhere(before);
    assert.deepEqual(
      offers.map(({ id }) => id),
      ["flatten-before-linear"],
    );
    assert.equal(applied(before, offers), after);
    assert.deepEqual(viewOf(after).analysis.problems, []);
  });

  it("a block that meets several shapes gets a projection that holds for all of them", () => {
    const text = `import { nn, randn, type Tensor } from "cnn-blocks";
class Block extends nn.Module {
  conv: nn.Conv2d;
  constructor(channels: number) {
    super();
    this.conv = new nn.Conv2d(channels, 2 * channels, 1);
  }
  forward(x: Tensor) {
    return this.conv(x).add(x);
  }
}
new Block(4)(randn(1, 4, 8, 8));
new Block(8)(randn(1, 8, 8, 8));
`;
    const fixed = applied(text, offersAnywhere(text));
    assert.match(fixed, /new nn\.Conv2d\(channels, 2 \* channels, 1, \{ bias: false \}\);/);
    assert.deepEqual(viewOf(fixed).analysis.problems, []);
  });

  for (const [what, before, after] of [
    ["PyTorch's style", "F.max_pool2d(x, 2)", "F.maxPool2d(x, 2)"],
    ["another capital", "new nn.Conv2D(3, 8, 3)", "new nn.Conv2d(3, 8, 3)"],
    ["a function among the layers", "nn.relu(x)", "F.relu(x)"],
    [
      "a misspelt option",
      "new nn.Conv2d(3, 8, 3, { 'paddding': 1 })",
      "new nn.Conv2d(3, 8, 3, { padding: 1 })",
    ],
    [
      "options one by one, over lines",
      "new nn.Conv2d(3, 8, 3,\n  1, 'same',\n)",
      "new nn.Conv2d(3, 8, 3,\n  { stride: 1, padding: 'same' })",
    ],
    [
      "options one by one, by variables",
      "new nn.Conv2d(3, 8, 3, two, 1)",
      "new nn.Conv2d(3, 8, 3, { stride: two, padding: 1 })",
    ],
    [
      "options one by one before others by name",
      "new nn.Conv2d(8, 8, 3, 2, 1, { bias: false })",
      "new nn.Conv2d(8, 8, 3, { stride: 2, padding: 1, bias: false })",
    ],
    [
      "a variable as a misspelt option",
      "F.maxPool2d(x, 2, { ceil_mode })",
      "F.maxPool2d(x, 2, { ceilMode: ceil_mode })",
    ],
    ["a class without new", "nn . ReLU()", "new nn . ReLU()"],
    ["a layer among the functions", "new F . ReLU()", "new nn.ReLU()"],
    ["an operator behind a number", "2 - x", "x.neg().add(2)"],
    ["a power", "x ** 3", "x.pow(3)"],
    ["a function without its namespace", "relu(x)", "F.relu(x)"],
    ["a function by a layer's name", "F.ReLU(x)", "F.relu(x)"],
    ["a layer by a function's name", "new nn.conv2d(3, 8, 3)", "new nn.Conv2d(3, 8, 3)"],
    ["a misspelt key", '({ conv: () => 3 })["cnov"]()', '({ conv: () => 3 })["conv"]()'],
    [
      "arguments by name",
      "new nn.Conv2d(out_channels=8, in_channels=3, kernel_size=3, padding_mode='zeros')",
      "new nn.Conv2d(3, 8, 3, { paddingMode: 'zeros' })",
    ],
  ] as const) {
    it(`${what} is written as the library has it`, () => {
      const file = (line: string) =>
        `import { F, nn, randn } from "cnn-blocks";\nconst [two, ceil_mode] = [2, true];\nconst x = randn(1, 3, 8, 8);\n${line};\n`;
      assert.equal(applied(file(before), offersAnywhere(file(before))), file(after));
      assert.deepEqual(viewOf(file(after)).analysis.problems, []);
    });
  }

  it("Fix all writes a whole file of PyTorch's spellings as the library has them", () => {
    const text = `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  conv1 = nn.Conv2D(3, 16, 3, 2, 1);
  conv2 = new nn.Conv2d(16, 16, 3, { 'padding': 1, padding_mode: "zeros" });
  pool = new nn.MaxPool2d(2, 2);
  fc = new torch.nn.Linear(64, 10, False);
  forward(x: Tensor) {
    x = F.relu(conv1(x));
    x += F.relu_(this.conv2(x));
    return this.fc(torch.flatten(this.pool(x), 1));
  }
}
new Net()(randn(1, 3, 8, 8));
`;
    const fixed = edited(text, fixAllEdits(sourcesOf(text)));
    assert.match(fixed, /^import \{ F, flatten, nn, randn, type Tensor \}/);
    assert.match(fixed, /conv1 = new nn\.Conv2d\(3, 16, 3, \{ stride: 2, padding: 1 \}\);/);
    assert.match(fixed, /pool = new nn\.MaxPool2d\(2, \{ stride: 2 \}\);/);
    assert.match(fixed, /fc = new nn\.Linear\(64, 10, \{ bias: false \}\);/);
    assert.match(fixed, /x = x\.add\(/);
    assert.deepEqual(viewOf(fixed).analysis.problems, []);
  });

  it("a name of torch.nn.init is written with an import of nn", () => {
    const text = `import { models, randn } from "cnn-blocks";
const net = models.resnet("resnet18");
torch.nn.init.kaiming_normal_(net.conv1.weight);
net(randn(1, 3, 64, 64));
`;
    const fixed = applied(text, offersAnywhere(text));
    assert.match(fixed, /^import \{ models, nn, randn \} .*\n.*\nnn\.init\.kaimingNormal_\(/);
    assert.deepEqual(viewOf(fixed).analysis.problems, []);
  });

  it("Fix all leaves alone what can be mended in several ways", () => {
    const text = 'import { nn, randn } from "cnn-blocks";\nnew nn.Conv2d(16, 8, 3)(randn(1, 3, 32, 32));\n';
    assert.deepEqual(fixAllEdits(sourcesOf(text)), []);
  });

  it("operators in a chain are mended one after the other, and a namespace is imported with its function", () => {
    const mended = (text: string, times: number): string =>
      times === 0 ? text : mended(applied(text, offersAnywhere(text).slice(0, 1)), times - 1);
    const before =
      'import { randn } from "cnn-blocks";\nconst x = randn(1, 3);\nconst y = relu(1 - x + x * x);\n';
    assert.equal(
      mended(before, 4),
      'import { F, randn } from "cnn-blocks";\nconst x = randn(1, 3);\nconst y = F.relu(x.neg().add(1).add(x.mul(x)));\n',
    );
  });

  it("options behind swapped arguments are not named: the order is wrong", () => {
    const text =
      'import { nn, randn } from "cnn-blocks";\nnew nn.Conv2d(3, 8, { stride: 2 }, 4)(randn(1, 3, 8, 8));\n';
    assert.ok(!offersAnywhere(text).some(({ id }) => id === "name-the-options"));
  });

  it("a number is not written for an option that is true or false", () => {
    const text = 'import { nn, randn } from "cnn-blocks";\nnew nn.Linear(4, 4, 8)(randn(1, 4));\n';
    assert.ok(!offersAnywhere(text).some(({ id }) => id === "name-the-options"));
  });

  for (const [what, id, before, after] of [
    [
      "a size among the options is written by itself",
      "place-the-keywords",
      "new nn.Conv2d(3, 8, { kernelSize: 3, padding: 1 } as any)(randn(1, 3, 8, 8))",
      "new nn.Conv2d(3, 8, 3, { padding: 1 })(randn(1, 3, 8, 8))",
    ],
    [
      "so are all of them where a layer is given nothing but one object",
      "place-the-keywords",
      "new nn.Conv2d({ in_channels: 3, out_channels: 8, kernel_size: 3, stride: 2 })(randn(1, 3, 9, 9))",
      "new nn.Conv2d(3, 8, 3, { stride: 2 })(randn(1, 3, 9, 9))",
    ],
    [
      "a function takes its arguments in their order, too",
      "place-the-keywords",
      "cat([x, x], dim=1)",
      "cat([x, x], 1)",
    ],
    [
      "a function with options takes the rest as options",
      "place-the-keywords",
      "F.maxPool2d(x, kernel_size=2, stride=1)",
      "F.maxPool2d(x, 2, { stride: 1 })",
    ],
    [
      "a method of a tensor has its own names for axes",
      "place-the-keywords",
      "x.mean(dim=1, keepdim=true)",
      "x.mean(1, { keepdim: true })",
    ],
    ["a tuple of Python is a list", "place-the-keywords", "x.mean(dim=(2, 3))", "x.mean([2, 3])"],
    [
      "a tensor's method is not that of a list",
      "place-the-keywords",
      "x.slice(dim=1, start=0)",
      "x.slice(1, 0)",
    ],
    [
      "a function that takes nothing but options has all of them in one object",
      "place-the-keywords",
      'F.interpolate(x, scale_factor=2, mode="nearest")',
      'F.interpolate(x, { scaleFactor: 2, mode: "nearest" })',
    ],
    [
      "a word among the options is given the name under which it is one",
      "name-the-options",
      'new nn.Conv2d(3, 8, 3, "same")(randn(1, 3, 8, 8))',
      'new nn.Conv2d(3, 8, 3, { padding: "same" })(randn(1, 3, 8, 8))',
    ],
    [
      "an image inside one Sequential is flattened there",
      "flatten-before-linear",
      "new nn.Sequential(new nn.Conv2d(3, 16, 4), new nn.Linear(400, 10))(randn(1, 3, 8, 8))",
      "new nn.Sequential(new nn.Conv2d(3, 16, 4), new nn.Flatten(), new nn.Linear(400, 10))(randn(1, 3, 8, 8))",
    ],
    [
      "a model that is called on an image with its channels last gets it permuted there",
      "bring-channels-first",
      "const x = randn(2, 32, 48, 3);\nnew nn.Sequential(new nn.Conv2d(3, 16, 3), new nn.ReLU())(x)",
      "const x = randn(2, 32, 48, 3);\nnew nn.Sequential(new nn.Conv2d(3, 16, 3), new nn.ReLU())(x.permute(0, 3, 1, 2))",
    ],
    [
      "an expression of the layer above is written rather than its number",
      "match-in-channels",
      "const width = 8;\nnew nn.Sequential(new nn.Conv2d(3, width * 4, 3), new nn.Conv2d(16, 8, 3))(randn(1, 3, 8, 8))",
      "const width = 8;\nnew nn.Sequential(new nn.Conv2d(3, width * 4, 3), new nn.Conv2d(width * 4, 8, 3))(randn(1, 3, 8, 8))",
    ],
    [
      "groups become the most that divide",
      "divide-into-groups",
      "new nn.Conv2d(12, 24, 3, { groups: 5 })(randn(1, 12, 8, 8))",
      "new nn.Conv2d(12, 24, 3, { groups: 4 })(randn(1, 12, 8, 8))",
    ],
    [
      "a kernel that was left out gets the usual one",
      "give-the-missing-argument",
      "new nn.Conv2d(3, 16)(randn(1, 3, 8, 8))",
      "new nn.Conv2d(3, 16, 3)(randn(1, 3, 8, 8))",
    ],
    [
      "rows that a pool leaves out are read with ceilMode",
      "meet-the-size",
      "new nn.Sequential(new nn.MaxPool2d(2), new nn.ReLU())(randn(1, 3, 15, 15))",
      "new nn.Sequential(new nn.MaxPool2d(2, { ceilMode: true }), new nn.ReLU())(randn(1, 3, 15, 15))",
    ],
  ] as const) {
    it(what, () => {
      const file = (line: string) =>
        `import { cat, F, nn, randn } from "cnn-blocks";\nconst x = randn(1, 3, 8, 8);\n${line};\n`;
      const offers = offersAnywhere(file(before)).filter((offer) => offer.id === id);
      const results = offers.map((offer) => applied(file(before), [offer]));
      assert.ok(results.includes(file(after)), results.join("\n"));
    });
  }

  for (const [what, text] of [
    ["given twice", "F.maxPool2d(x, kernel_size=2, kernelSize=3)"],
    ["of an own function", "function make(a: number, b: number) {}\nmake(b=1, a=2)"],
    [
      "of an own method",
      "class A {\n  mean(keepdim: boolean, dim: number) {}\n}\nnew A().mean(dim=1, keepdim=true)",
    ],
  ] as const)
    it(`arguments are not placed by a guess: ${what}`, () => {
      const file = `import { F, randn } from "cnn-blocks";\nconst x = randn(1, 3, 8, 8);\n${text};\n`;
      const offers = offersAnywhere(file).filter(({ id }) => id === "place-the-keywords");
      assert.deepEqual(offers, []);
    });

  it("arguments that change places are not moved unasked: what they call may give something else", () => {
    const file = 'import { F, randn } from "cnn-blocks";\nF.softmax(dim=1, x=randn(1, 3));\n';
    const [offer] = offersAnywhere(file).filter(({ id }) => id === "place-the-keywords");
    assert.match(offer?.title ?? "", /randn\(1, 3\), 1/);
    assert.equal(offer?.isSpelling, undefined);
  });

  it("features that were calculated for the whole batch become those of each image", () => {
    const file = (features: string, flat: string) =>
      `import { nn, randn } from "cnn-blocks";\nconst x = randn(2, 3, 8, 8);\nnew nn.Linear(${features}, 4)(x.${flat});\n`;
    const before = file("2 * 3 * 8 * 8", "view(-1)");
    const results = offersAnywhere(before).map((offer) => applied(before, [offer]));
    assert.ok(results.includes(file("192", "flatten(1)")), results.join("\n"));
  });

  it("several heads on one image are mended where the image is made", () => {
    const before = `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  body = new nn.Conv2d(3, 16, 4);
  a = new nn.Linear(400, 10);
  b = new nn.Linear(400, 4);
  forward(x: Tensor) {
    const f = this.body(x);
    return [this.a(f), this.b(f)];
  }
}
new Net()(randn(1, 3, 8, 8));
`;
    const [first] = offersAnywhere(before);
    const fixed = applied(before, first === undefined ? [] : [first]);
    assert.match(fixed, /const f = this\.body\(x\)\.flatten\(1\);/);
    assert.deepEqual(viewOf(fixed).analysis.problems, []);
  });

  it("a shared layer is not rebuilt for one of its inputs", () => {
    const text = `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  conv = new nn.Conv2d(16, 8, 3);
  forward(x: Tensor, y: Tensor) {
    return [this.conv(x), this.conv(y)];
  }
}
new Net()(randn(1, 16, 8, 8), randn(1, 3, 8, 8));
`;
    assert.equal(viewOf(text).analysis.problems.length, 1);
    assert.deepEqual(offersAnywhere(text), []);
  });

  it("a transposed convolution comes to the size of the skip connection", () => {
    const text = `import { cat, nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  down = new nn.Conv2d(8, 8, 2, { stride: 2 });
  up = new nn.ConvTranspose2d(8, 8, 2, { stride: 2 });
  forward(skip: Tensor) {
    return cat([skip, this.up(this.down(skip))], 1);
  }
}
new Net()(randn(1, 8, 25, 25));
`;
    const results = offersAnywhere(text).map((offer) => applied(text, [offer]));
    const way = (written: string) => results.some((result) => result.includes(written));
    assert.ok(way("this.up(this.down(skip), skip.shape)"), results.join());
    assert.ok(way("2, { stride: 2, outputPadding: 1 });"), results.join());
  });

  for (const [given, expected] of [
    ["new nn.Conv2d(3, 8, 3, true)", "new nn.Conv2d(3, 8, 3, { bias: true })"],
    ["new nn.Conv2d(3, 8, 3, 2, p)", null],
    ["new nn.Conv2d(3, 8, 3, 2, true)", null],
    ["new nn.Conv2d(3, 8, 3, s, s - 1)", "new nn.Conv2d(3, 8, 3, { stride: s, padding: s - 1 })"],
    [
      "new nn.MaxPool2d(3, 2, 0, 1, false, true)",
      "new nn.MaxPool2d(3, { stride: 2, padding: 0, dilation: 1, returnIndices: false, ceilMode: true })",
    ],
    [
      "F.maxPool2d(x, 3, 2, 0, 1, true, false)",
      "F.maxPool2d(x, 3, { stride: 2, padding: 0, dilation: 1, ceilMode: true, returnIndices: false })",
    ],
    ["new nn.MultiheadAttention(8, 2, 0.1)", "new nn.MultiheadAttention(8, 2, { dropout: 0.1 })"],
    ["new nn.MultiheadAttention(8, 2, 0.1, true, false)", null],
    ["new nn.Conv2d(3, 8, kernel_size=3, /* wide */ padding=1)", null],
    ["zeros_(x)", "nn.init.zeros_(x)"],
    ["eye_(x)", "nn.init.eye_(x)"],
  ] as const) {
    it(`${given} becomes ${expected ?? "nothing else"}`, () => {
      const file = (line: string) =>
        `import { F, nn, randn } from "cnn-blocks";\nconst [s, p, x] = [2, { padding: 1 }, randn(1, 3, 8, 8)];\n${line};\n`;
      const offers = offersAnywhere(file(given));
      assert.equal(offers.length === 0 ? null : applied(file(given), offers), expected && file(expected));
    });
  }

  it("a name in a namespace under another name keeps that one", () => {
    const text = 'import { F as fn, randn } from "cnn-blocks";\nfn.max_pool2d(randn(1, 3, 8, 8), 2);\n';
    assert.equal(applied(text, offersAnywhere(text)), text.replace("max_pool2d", "maxPool2d"));
  });

  it("a name that is like no name of the library is left alone", () => {
    assert.deepEqual(offersAnywhere('import { nn } from "cnn-blocks";\nnn.Foo();\n'), []);
  });

  it("a block is constructed with a number that fits all of its instances, or with none", () => {
    const file = (construction: string) => `import { cat, nn, randn, type Tensor } from "cnn-blocks";
class Up extends nn.Module {
  body: nn.Sequential;
  constructor(inChannels: number, outChannels: number) {
    super();
    this.body = new nn.Sequential(new nn.Conv2d(inChannels, outChannels, 3), new nn.ReLU());
  }
  forward(x: Tensor) {
    return this.body(cat([x, x], 1));
  }
}
for (const width of [8, 16]) ${construction}(randn(1, width, 9, 9));
`;
    const wrong = file("new Up(3 * width, width)");
    const results = offersAnywhere(wrong).map((offer) => applied(wrong, [offer]));
    assert.deepEqual(results, [file("new Up(2 * width, width)")]);
    assert.deepEqual(offersAnywhere(file("new Up(24, width)")), []);
  });

  it("where flattening does not give the expected features, the layer is built for those that it gives", () => {
    const text = 'import { nn, randn } from "cnn-blocks";\nnew nn.Linear(256, 10)(randn(1, 16, 5, 5));\n';
    const fixed = applied(text, offersAnywhere(text));
    assert.match(fixed, /new nn\.Linear\(400, 10\)\(randn\(1, 16, 5, 5\)\.flatten\(1\)\)/);
  });
});

function offersAnywhere(text: string): readonly OfferedAction[] {
  return offeredActions(sourcesOf(text), { start: 0, end: text.length });
}

function applied(text: string, offers: readonly OfferedAction[]): string {
  const edits = offers.flatMap((offer) => offer.edits).sort((a, b) => b.at.start - a.at.start);
  return edits.reduce(
    (before, { at, text: after }) => before.slice(0, at.start) + after + before.slice(at.end),
    text,
  );
}
