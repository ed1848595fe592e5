import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type Analysis,
  AnalysisCancelled,
  analyze,
  type Block,
  createAnalyzer,
  type Model,
} from "../../src/analyzer/index.ts";
import { printShape } from "../../src/ir/index.ts";
import { authorHost } from "./author-host.ts";

const file = "/author/model.ts";
const prelude = 'import { F, models, nn, randn, type Tensor } from "cnn-blocks";\n';

function analysisOf(text: string, others: Readonly<Record<string, string>> = {}): Analysis {
  return analyze(authorHost({ ...others, [file]: prelude + text }), file);
}

function textAt(text: string, range: { readonly start: number; readonly end: number } | null): string | null {
  return range === null ? null : (prelude + text).slice(range.start, range.end);
}

describe("a syntax error that TypeScript's parser takes", () => {
  it("is ?? beside || or && without parentheses", () => {
    const texts = ["1 ?? 2 || 3", "1 && 2 ?? 3", "(1 ?? 2) || 3", "1 ?? (2 && 3)", "1 || 2 && 3"];
    const told = texts.map((text) => analysisOf(`const a = ${text};`).problems.map(({ code }) => code));
    assert.deepEqual(told, [["syntax-error"], ["syntax-error"], [], [], []]);
  });

  it("is a private name that stands alone", () => {
    const texts = ["#n++;", "f(#n);", "this.#n++;", "return #n in x;", "return this.#m();", "x.y.#n = 1;"];
    const told = texts.map((text) =>
      analysisOf(`class A { #n = 0; #m() {} static f(x: any) { ${text} } }`).problems.map(({ code }) => code),
    );
    assert.deepEqual(told, [["syntax-error"], ["syntax-error"], [], [], [], []]);
  });

  it("is looked for in sums of any length", () => {
    const sum = Array.from({ length: 10_000 }, () => "1").join(" + ");
    assert.doesNotThrow(() => analysisOf(`const a = 1 ?? 2, b = 1 || ${sum};`));
  });
});

describe("the models of a file", () => {
  const block =
    "class Block extends nn.Module { conv = new nn.Conv2d(3, 8, 1); forward(x: Tensor) { return this.conv(x); } }";

  it("are named and placed by their class, construction and call", () => {
    const text = `${block}\nconst a = new Block();\nconst y = a(randn(1, 3, 4, 4));\nconst z = new Block()(randn(1, 3, 2, 2));`;
    const { models } = analysisOf(text);
    assert.deepEqual(
      models.map((m) => [m.id, m.name, m.inputFrom, textAt(text, m.construction), textAt(text, m.call)]),
      [
        ["Block:a", "a · Block", "call", "new Block()", "a(randn(1, 3, 4, 4))"],
        ["Block:z", "z · Block", "call", "new Block()", "new Block()(randn(1, 3, 2, 2))"],
      ],
    );
    assert.equal(textAt(text, models[0]?.declaration ?? null), block);
  });

  it("have ids that stay while something else is added", () => {
    const [before] = analysisOf(`${block}\nconst y = new Block()(randn(1, 3, 4, 4));`).models;
    const after = analysisOf(
      `const r = new nn.ReLU()(randn(1));\n${block}\nconst y = new Block()(randn(1, 3, 4, 4));`,
    );
    assert.deepEqual(
      after.models.map(({ id }) => id).filter((id) => id === before?.id),
      [before?.id],
    );
  });

  const names: readonly (readonly [name: string, text: string, names: readonly string[]])[] = [
    ["by the variable that holds them", "const net = new Block();\nnet(x);", ["net · Block"]],
    ["by the variable that holds their output", "const y = new Block()(x);", ["y · Block"]],
    ["by the variable that holds several outputs", "const [y] = [new Block()(x)];", ["y · Block"]],
    ["by their class alone where no variable holds them", "new Block()(x);", ["Block"]],
    ["alike as a default export", "export default new Block()(x);", ["Block"]],
    [
      "by their place in a list",
      "const nets = [new Block()];\nfor (const n of nets) n(x);",
      ["nets[0] · Block"],
    ],
    [
      "by their key in an object",
      'const heads = { a: new Block(), "b-c": new Block() };\nheads.a(x);\nheads["b-c"](x);',
      ["heads.a · Block", 'heads["b-c"] · Block'],
    ],
    [
      "by their key in a map",
      'const zoo = new Map([["tiny", new Block()]]);\nfor (const net of zoo.values()) net(x);',
      ['zoo.get("tiny") · Block'],
    ],
    [
      "by the static field that holds them",
      "class Holder { static readonly net = new Block(); }\nHolder.net(x);",
      ["Holder.net · Block"],
    ],
    [
      "by their path in another",
      "const net = new nn.Sequential(new Block());\nnet[0]!(x);",
      ["net · Sequential", "net.0 · Block"],
    ],
    [
      "by a function's variable",
      "function main() { const local = new Block(); local(x); }\nmain();",
      ["local · Block"],
    ],
    ["apart where nothing else tells them apart", "new Block()(x);\nnew Block()(x);", ["Block", "Block (2)"]],
    [
      "by the variable of a class without a name",
      "const Mixed = ((B: typeof Block) => class extends B {})(Block);\nnew Mixed()(x);",
      ["Block", "Mixed"],
    ],
    [
      "in the order of the file, whatever is called first",
      "class Other extends Block {}\nconst a = new Block();\nconst b = new Block();\nconst y = [b, a].map((net) => net(x));\nclass Last extends Block {}",
      ["Other", "b · Block", "a · Block", "Last"],
    ],
  ];
  for (const [name, text, expected] of names) {
    it(`are named ${name}`, () => {
      const { models } = analysisOf(`${block}\nconst x = randn(1, 3, 4, 4);\n${text}`);
      assert.deepEqual(
        models.map((model) => model.name),
        expected,
      );
    });
  }

  it("are one where a module is called again", () => {
    const { models } = analysisOf(
      `${block}\nconst a = new Block();\na(randn(1, 3, 4, 4));\na(randn(2, 3, 8, 8));`,
    );
    assert.deepEqual(
      models.map(({ id, graph }) => [id, shapeOf(graph, 0)]),
      [["Block:a", "[1, 3, 4, 4]"]],
    );
  });

  const uses: readonly (readonly [name: string, text: string, names: readonly string[]])[] = [
    [
      "a trial in a constructor, which only learns a size",
      "class Net extends nn.Module { body = new nn.Conv2d(3, 8, 1); fc: nn.Linear; constructor() { super(); this.fc = new nn.Linear(this.body(randn(1, 3, 4, 4)).shape[3] as number, 2); } forward(x: Tensor) { return this.fc(this.body(x)); } }\nconst y = new Net()(randn(1, 3, 4, 4));",
      ["y · Net"],
    ],
    [
      "a forward that is bound to its module, or called on it",
      `${block}\nconst net = new Block();\nconst run = net.forward.bind(net);\nconst a = run(randn(1, 3, 4, 4));\nconst b = Block.prototype.forward.call(net, randn(1, 3, 4, 4));`,
      ["net · Block"],
    ],
    [
      "a part whose forward is called by its name",
      `${block}\nclass Net extends nn.Module { block = new Block(); forward(x: Tensor) { return this.block.forward(x); } }\nconst y = new Net()(randn(1, 3, 4, 4));`,
      ["y · Net"],
    ],
  ];
  for (const [name, text, expected] of uses) {
    it(`are not ${name}`, () => {
      assert.deepEqual(
        analysisOf(text).models.map((model) => model.name),
        expected,
      );
    });
  }

  it("are what forward is called on, too", () => {
    const { models } = analysisOf(`${block}\nconst net = new Block();\nnet.forward(randn(1, 3, 4, 4));`);
    assert.deepEqual(
      models.map(({ name, inputFrom }) => [name, inputFrom]),
      [["net · Block", "call"]],
    );
  });

  const inputs: readonly (readonly [name: string, text: string, from: Model["inputFrom"], input: string])[] =
    [
      ["from a call", `${block} new Block()(randn("N", 3, 5, 5));`, "call", "[N, 3, 5, 5]"],
      ["from a comment", `/** A block. @input 2x3x7x9 */\n${block}`, "comment", "[2, 3, 7, 9]"],
      [
        "from a comment of many lines",
        `/**\n * A block.\n * @input 1x3x7x9 a small image\n */\n${block}`,
        "comment",
        "[1, 3, 7, 9]",
      ],
      ["from a comment in brackets", `/** @input [1, 3, 7, 9] */\n${block}`, "comment", "[1, 3, 7, 9]"],
      [
        "from a comment with blanks and a symbol",
        `// @input N x 3 x 7 x 9\n${block}`,
        "comment",
        "[N, 3, 7, 9]",
      ],
      [
        "from a comment above a variable",
        `${block}\n/** @input 1x3x6x6 */\nconst b = new Block();`,
        "comment",
        "[1, 3, 6, 6]",
      ],
      [
        "from a static field",
        block.replace("{ conv", "{ static exampleInput = [1, 3, 8, 8]; conv"),
        "static",
        "[1, 3, 8, 8]",
      ],
      ["assumed", block, "assumed", "[1, 3, 224, 224]"],
      ["assumed for an instance", `${block}\nexport const b = new Block();`, "assumed", "[1, 3, 224, 224]"],
    ];
  for (const [name, text, from, input] of inputs) {
    it(`take their input ${name}`, () => {
      const found = analysisOf(text).models.map(({ inputFrom, graph }) => [inputFrom, shapeOf(graph, 0)]);
      assert.deepEqual(found, [[from, input]]);
    });
  }

  const pair =
    "const conv = new nn.Conv2d(3, 8, 1);\nconst both = (image: Tensor, meta: Tensor) => conv(image).add(meta);\n";
  const two = (parameters: string, call: string) =>
    `${pair}class Two extends nn.Module { forward(${parameters}) { return ${call}; } }`;
  const severals: readonly (readonly [
    name: string,
    comment: string,
    text: string,
    inputs: readonly string[],
  ])[] = [
    [
      "in order",
      "1x3x4x4, 1x8x4x4",
      two("image: Tensor, meta: Tensor", "both(image, meta)"),
      ["image", "meta"],
    ],
    [
      "by name",
      "meta=1x8x4x4, image=1x3x4x4",
      two("image: Tensor, meta: Tensor", "both(image, meta)"),
      ["image", "meta"],
    ],
    ["for an array", "1x3x4x4, 1x8x4x4", two("xs: Tensor[]", "both(xs[0]!, xs[1]!)"), ["xs.0", "xs.1"]],
    ["for a rest", "1x3x4x4, 1x8x4x4", two("...xs: Tensor[]", "both(xs[0]!, xs[1]!)"), ["xs.0", "xs.1"]],
    ["for a tuple", "1x3x4x4, 1x8x4x4", two("[a, b]: [a: Tensor, b: Tensor]", "both(a, b)"), ["a", "b"]],
    [
      "for an object",
      "meta=1x8x4x4 image=1x3x4x4",
      two("{ image, meta }: { image: Tensor; meta: Tensor }", "both(image, meta)"),
      ["image", "meta"],
    ],
    [
      "for an object whose members may be left out",
      "meta=1x8x4x4 image=1x3x4x4",
      two("{ image, meta }: { image: Tensor; meta?: Tensor | null }", "both(image, meta!)"),
      ["image", "meta"],
    ],
    [
      "beside options",
      "1x3x4x4, 1x8x4x4",
      two("image: Tensor, meta: Tensor, scale = 1", "both(image, meta).mul(scale)"),
      ["image", "meta"],
    ],
  ];
  for (const [name, comment, text, names] of severals) {
    it(`take several stated inputs ${name}`, () => {
      const { models, problems } = analysisOf(
        text.replace("class Two", `/** @input ${comment} */\nclass Two`),
      );
      assert.deepEqual(problems, []);
      const model = models.find(({ className }) => className === "Two");
      assert.deepEqual([model?.inputFrom, model?.inputNames], ["comment", names]);
      assert.equal(model && shapeOf(model.graph, model.graph.outputs[0] ?? -1), "[1, 8, 4, 4]");
    });
  }

  it("have the names under which forward returns the outputs in an object or a map, and none for a list", () => {
    const returning = (result: string) =>
      `class Heads extends nn.Module {
  forward(x: Tensor) {
    return ${result};
  }
}
new Heads()(randn(1, 3));
`;
    const namesOf = (result: string) => analysisOf(returning(result)).models[0]?.outputNames;
    assert.deepEqual(namesOf("{ box: x.relu(), levels: [x, x.neg()] }"), ["box", "levels.0", "levels.1"]);
    const inMap = 'new Map<string | number, Tensor[]>([["box", [x.relu()]], [1, [x, x.neg()]]])';
    assert.deepEqual(namesOf(inMap), ["box.0", "1.0", "1.1"]);
    const { models } = analysisOf(
      returning(inMap).replace("new Heads()(randn(1, 3));", "const heads = new Heads()(randn(1, 3));"),
    );
    assert.equal(models[0]?.name, "heads · Heads");
    assert.deepEqual(namesOf("[x, x.relu()]"), []);
    assert.deepEqual(namesOf("new Set([x, x.relu()])"), []);
    assert.deepEqual(namesOf("x.relu()"), []);
  });

  const statedBy: readonly (readonly [name: string, text: string, names: readonly string[]])[] = [
    [
      "a default export",
      "const net = new Block();\n/** @input 1x3x6x6 */\nexport default net;",
      ["net · Block"],
    ],
    ["a default export of a class", "/** @input 1x3x6x6 */\nexport default Block;", ["Block"]],
    [
      "a default export that is constructed there",
      "/** @input 1x3x6x6 */\nexport default new Block();",
      ["Block"],
    ],
    [
      "a class under two names",
      "/** @input 1x3x6x6 */\nexport { Block as Small };\n/** @input 1x3x6x6 */\nexport { Block as Large };",
      ["Small · Block", "Large · Block"],
    ],
    [
      "a class under two names of one list",
      "export { /** @input 1x3x6x6 */ Block as Small,\n/** @input 1x3x6x6 */ Block as Large };",
      ["Small · Block", "Large · Block"],
    ],
    [
      "a class in two variables",
      "/** @input 1x3x6x6 */\nexport const Small = Block;\n/** @input 1x3x6x6 */\nexport const Large = Block;",
      ["Small · Block", "Large · Block"],
    ],
    [
      "a class under two names and one comment",
      "/** @input 1x3x6x6 */\nexport { Block as Small, Block as Large };",
      ["Small · Block"],
    ],
    [
      "a list of exports",
      "const net = new Block();\n/** @input 1x3x6x6 */\nexport { net };",
      ["net · Block"],
    ],
    [
      "variables taken out of an object",
      "/** @input 1x3x6x6 */\nexport const { a, b } = { a: new Block(), b: new Block() };",
      ["a · Block", "b · Block"],
    ],
    ["a variable with a type", "/** @input 1x3x6x6 */\nconst net: nn.Module = new Block();", ["net · Block"]],
    ["a class in a variable", "/** @input 1x3x6x6 */\nconst Net = class extends Block {};", ["Net"]],
    [
      "an arrow function",
      "const net = new Block();\n/** @input 1x3x6x6 */\nconst f = (x: Tensor): Tensor => net(x);",
      ["f"],
    ],
  ];
  for (const [name, text, expected] of statedBy) {
    it(`take the input that stands above ${name}`, () => {
      const { models } = analysisOf(`${block}\n${text}`);
      const found = models.filter(({ inputFrom }) => inputFrom === "comment");
      assert.deepEqual(
        found.map((model) => [model.name, shapeOf(model.graph, 0)]),
        expected.map((one) => [one, "[1, 3, 6, 6]"]),
      );
    });
  }

  it("take the input that stands above what another file declares", () => {
    const text = '/** @input 1x3x6x6 */\nexport { Net, small, small as again } from "./net";';
    const { models } = analysisOf(text, {
      "/author/net.ts": `${prelude}${block.replace("class Block", "export class Net")}
export const small = new nn.Sequential(new nn.ReLU());`,
    });
    assert.deepEqual(
      models.map(({ name, graph }) => [name, shapeOf(graph, 0)]),
      [
        ["small · Sequential", "[1, 3, 6, 6]"],
        ["Net", "[1, 3, 6, 6]"],
      ],
    );
  });

  it("take several inputs from several mentions", () => {
    const sum = "class Sum extends nn.Module { forward(a: Tensor, b: Tensor) { return a.add(b); } }";
    const [model] = analysisOf(`// @input 1x3x4x4\n// @input N x 3 x 1 x 1\n${sum}`).models;
    assert.deepEqual(
      [0, 1].map((node) => shapeOf(model?.graph, node)),
      ["[1, 3, 4, 4]", "[N, 3, 1, 1]"],
    );
  });

  it("assume an image of the size that a setting states", () => {
    const host = authorHost({ [file]: prelude + block });
    const [model] = analyze(host, file, { defaultInputSize: 64 }).models;
    assert.equal(model && shapeOf(model.graph, 0), "[1, 3, 64, 64]");
  });

  it("do not blame the author for the size that was assumed", () => {
    const wide = block.replace("nn.Conv2d(3, 8, 1)", "nn.Conv2d(3, 8, 7)");
    const host = authorHost({ [file]: prelude + wide });
    assert.deepEqual(analyze(host, file, { defaultInputSize: 4 }).problems, []);
  });

  it("include a function over tensors whose input a comment states", () => {
    const text =
      "const conv = new nn.Conv2d(3, 8, 1);\n/** @input 1x3x4x4 */\nfunction net(x: Tensor) { return F.relu(conv(x)); }";
    const [model, ...others] = analysisOf(text).models;
    assert.deepEqual(others, []);
    assert.deepEqual(
      [model?.className, model?.graph.nodes.map(({ owner }) => owner)],
      ["net", [null, "conv", null]],
    );
  });
});

describe("a ModuleList of which conditions decide what is in it", () => {
  const net = (
    layers: string,
    add: string,
  ): string => `declare const wide: boolean, thin: boolean, count: number;
class Net extends nn.Module {
  layers = ${layers};
  constructor() {
    super();
    ${add}(new nn.Conv2d(3, 8, 3));
    if (wide) ${add}(new nn.Conv2d(8, 8, 1));
    ${add}(new nn.ReLU());
    if (thin) { ${add}(new nn.Dropout(0.5)); ${add}(new nn.Identity()); }
    for (let i = 0; i < count; i++) ${add}(new nn.SiLU());
    ${add}(new nn.Conv2d(8, 4, 3));
  }
  forward(x: Tensor): Tensor { for (const layer of this.layers) x = layer(x); return x; }
}
new Net()(randn(1, 3, 8, 8));`;

  it("has the graph, names and doubts of a model with an array", () => {
    const [array, ...lists] = [
      net("[] as nn.Layer[]", "this.layers.push"),
      net("new nn.ModuleList<nn.Layer>()", "this.layers.push"),
      net("new nn.ModuleList<nn.Layer>()", "this.layers.append"),
    ].map((text) => {
      const { nodes, unknowns } = analysisOf(text).models[0]?.graph ?? { nodes: [], unknowns: [] };
      return [
        nodes.map(({ op, shape, module, unknown }) => [op, printShape(shape), module, unknown]),
        unknowns.map(({ path, kind }) => [path, kind]),
      ];
    });
    assert.equal(array?.[0]?.length, 8);
    for (const list of lists) assert.deepEqual(list, array);
  });
});

describe("the blocks of a file", () => {
  it("have parameters, an example and members", () => {
    const text = [
      "export class Block extends nn.Module {",
      "  conv: nn.Conv2d;",
      "  act = new nn.ReLU();",
      "  constructor(inChannels: number, kernel = 3) {",
      "    super();",
      "    this.conv = new nn.Conv2d(inChannels, 8, kernel);",
      "  }",
      "  forward(x: Tensor) { return this.act(this.conv(x)); }",
      "}",
      "new nn.Sequential(new Block(3))(randn(1, 3, 5, 5));",
    ].join("\n");
    const [block] = analysisOf(text).blocks as readonly [Block];
    assert.deepEqual(block.parameters, [
      { name: "inChannels", type: "number", defaultText: null },
      { name: "kernel", type: "", defaultText: "3" },
    ]);
    assert.deepEqual(
      [block.name, block.kind, block.exported, textAt(text, block.nameRange)],
      ["Block", "class", true, "Block"],
    );
    assert.deepEqual([block.inputs, block.inputFrom], [[[1, 3, 5, 5]], "call"]);
    assert.deepEqual(
      block.members.map(({ name, className, range }) => [name, className, textAt(text, range)]),
      [
        ["act", "ReLU", "act = new nn.ReLU();"],
        ["conv", "Conv2d", "this.conv = new nn.Conv2d(inChannels, 8, kernel)"],
      ],
    );
  });
});

describe("functions over tensors", () => {
  it("are blocks, declared or assigned", () => {
    const text =
      "export const act = (x: Tensor, slope = 2) => x.mul(slope);\nfunction twice(x: Tensor) { return act(act(x)); }\nfunction size(n: number) { return n; }";
    const { blocks } = analysisOf(text);
    assert.deepEqual(
      blocks.map(({ name, kind, exported, parameters }) => [
        name,
        kind,
        exported,
        parameters.map((p) => p.name),
      ]),
      [
        ["act", "function", true, ["x", "slope"]],
        ["twice", "function", false, ["x"]],
      ],
    );
  });
});

describe("facts", () => {
  it("name the nodes of every model that runs through them", () => {
    const text =
      "class Block extends nn.Module { forward(x: Tensor) { return F.relu(x); } }\nconst b = new Block();\nb(randn(1, 2));\nnew Block()(randn(1, 2));";
    const { facts } = analysisOf(text);
    const start = (prelude + text).indexOf("F.relu(x)");
    const fact = facts.find(({ range }) => range.start === start && range.end === start + "F.relu(x)".length);
    assert.deepEqual(fact?.values, [
      {
        kind: "tensor",
        shape: [1, 2],
        nodes: [
          { model: "Block:b", node: 1 },
          { model: "Block", node: 1 },
        ],
      },
    ]);
    assert.equal(fact?.visits, 2);
  });

  it("stand in order, the widest first", () => {
    const { facts } = analysisOf("const y = F.relu(F.relu(randn(1, 2)));");
    const sorted = [...facts].sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
    assert.deepEqual(facts, sorted);
  });

  it("are plain data", () => {
    const analysis = analysisOf("export const y = new models.ResNet18()(randn('N', 3, 64, 64));");
    assert.deepEqual(structuredClone(analysis), analysis);
  });
});

describe("texts at the border of what can be read", () => {
  const rows: readonly (readonly [name: string, text: string])[] = [
    ["nothing", ""],
    ["only blanks and a comment", " \n// nothing"],
    ["brackets ten thousand deep", "(".repeat(10_000)],
    ["a sum of ten thousand terms", `const n = ${"1 + ".repeat(10_000)}1;`],
    [
      "a list that holds itself",
      "const a: unknown[] = []; a.push(a); const t = String(a.length); new nn.ReLU()(a as never);",
    ],
    ["a getter that asks itself", "class A { get x(): number { return this.x; } } const n = new A().x;"],
    ["bytes that are no text", String.fromCharCode(0, 65535, 55296, 10, 8232)],
  ];
  for (const [name, text] of rows) {
    it(name, () => {
      const analyzer = createAnalyzer(
        authorHost({ [file]: prelude + text, "/author/good.ts": `${prelude}F.relu(randn(1));` }),
      );
      analyzer.analyze(file);
      assert.notEqual(analyzer.analyze("/author/good.ts").facts.length, 0);
    });
  }
});

describe("an analyzer that is kept", () => {
  it("gives the same for the same text, whatever it analysed between", () => {
    const texts: Record<string, string> = {
      [file]: `${prelude}import { width } from "./width.ts";\nexport const y = new nn.Conv2d(3, width, 1)(randn(1, 3, 4, 4));`,
      "/author/width.ts": "export const width = 8;",
      "/author/other.ts": `${prelude}export const z = [randn(1), randn(2)];`,
    };
    const analyzer = createAnalyzer({ ...authorHost(), read: (path) => texts[path] });
    const first = analyzer.analyze(file);
    analyzer.analyze("/author/other.ts");
    assert.deepEqual(analyzer.analyze(file), first);
    assert.deepEqual(first.dependencies, ["/author/width.ts"]);

    texts["/author/width.ts"] = "export const width = 16;";
    assert.equal(shapeOf(analyzer.analyze(file).models[0]?.graph, 1), "[1, 16, 4, 4]");
  });

  it("goes on after a cancelled analysis", () => {
    const text = `${prelude}export const y = new models.ResNet50()(randn(1, 3, 64, 64));`;
    const analyzer = createAnalyzer(authorHost({ [file]: text }));
    assert.throws(() => analyzer.analyze(file, { isCancelled: () => true }), AnalysisCancelled);
    assert.equal(analyzer.analyze(file).models.length, 1);
  });
});

function shapeOf(graph: Model["graph"] | undefined, node: number): string {
  return printShape(graph?.nodes[node]?.shape ?? []);
}
