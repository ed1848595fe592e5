import assert from "node:assert/strict";
import { nnSources } from "virtual:nn-sources";
import { describe, it } from "mocha";
import { createWorkspace, drawnAt, hoverAt } from "../../src/ide/index.ts";
import { atCursor, hostOf, viewOf } from "./view-of.ts";

const header = 'import { F, nn, models, randn, type Tensor } from "cnn-blocks";\n';

/** A text with a cursor, and what the hover there must say. */
const called = (made: string) =>
  `class Net extends nn.Module {\n  a = ${made};\n  forward(x: Tensor) {\n    return this.a(x);\n  }\n}\nnew Net()(randn(1, 3, 32, 32));`;

const twice = `class Block extends nn.Module {
  conv: nn.Conv2d;
  constructor(width: number) {
    super();
    this.conv = new nn.Conv2d(3, width, 3);
  }
  forward(x: Tensor) {
    return this.conv(x);
  }
}
class Net extends nn.Module {
  a = new Block(4);
  b = new Block(8);
  forward(x: Tensor) {
    return [this.a(x), this.b(x)];
  }
}
new Net()(randn(1, 3, 8, 8));`;

const rows: readonly {
  readonly name: string;
  readonly text: string;
  readonly says: readonly (string | RegExp)[];
}[] = [
  {
    name: "a tensor: shape, sizes by name, memory, its op and receptive field",
    text: "const net = new nn.Conv2d(3, 64, 7, { stride: 2, padding: 3 });\nconst y/*|*/ = net(randn(1, 3, 224, 224));",
    says: [
      "**`y`** `[1, 64, 112, 112]`",
      "N 1 · C 64 · H 112 · W 112",
      "float32, 3.06 MiB",
      "Conv2d 7×7",
      /receptive field 7×7, stride 2×2/,
    ],
  },
  {
    name: "a layer in a model: one order, with the size's formula, its share, its receptive field and PyTorch's page",
    text: called("new nn.Con/*|*/v2d(3, 8, 3, { padding: 1, stride: 2 })"),
    says: [
      /^\*\*Conv2d.*\*\* +\n`\[1, 3.*→.*\n.*⌊.*\n.*parameters\*\*.*\nMACs = .*\n.*MACs.*\n\[Conv2d in PyTorch\]/,
      "H ⌊(32 + 2·1 − (3 − 1) − 1)/2⌋ + 1 = 16",
      "MACs = outputs 2,048 × channels read 3 × taps 9",
      "55,296 MACs (100.0 % of the model's) · activations 8 KiB · receptive field 3×3, stride 2×2 · `a` of Net",
      "torch.nn.Conv2d.html",
    ],
  },
  {
    name: "a layer that is called twice: the formula is that of one call, the cost that of both",
    text: called("new nn.Con/*|*/v2d(3, 3, 3)").replace("this.a(x)", "this.a(this.a(x))"),
    says: ["MACs of the first call = outputs 2,700 × channels read 3 × taps 9", "136,404 MACs (100.0 % of"],
  },
  {
    name: "a parameter of a model: where it is kept, not as its input",
    text: "class Net extends nn.Module {\n  scale/*|*/ = new nn.Parameter(randn(3, 1, 1));\n  forward(x: Tensor) {\n    return x.mul(this.scale);\n  }\n}\nnew Net()(randn(1, 3, 8, 8));",
    says: ["**`scale`** `[3, 1, 1]`", "from Parameter 3×1×1 in `scale`"],
  },
  {
    name: "a method in a chain: the tensor that it gives",
    text: "const y = F.relu(randn(1, 3, 8, 8)).fla/*|*/tten(1).unsqueeze(0);",
    says: ["`[1, 192]`"],
  },
  {
    name: "a block of which a part is not known: no lower bound in place of its cost",
    text: `class Block extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  fc = new nn.Linear(8, 8);
  forward(x: Tensor) {
    return this.fc(this.conv(x).narrow(2, 0, Number(process.env.SIZE)));
  }
}
class Net extends nn.Module {
  block = new Block();
  forward(x: Tensor) {
    return this.blo/*|*/ck(x);
  }
}
new Net()(randn(1, 3, 10, 10));`,
    says: ["**296 parameters**", "unknown MACs · activations unknown"],
  },
  {
    name: "an argument: its name, what arrives and what it means",
    text: called("new nn.Conv2d(3/*|*/, 8, 3)"),
    says: ["**`inChannels`** = `3`, the input has 3: `1×3×32×32`", "How many channels the input has."],
  },
  {
    name: "an argument that is a name: its value, too",
    text: `const width = 8;\n${called("new nn.Conv2d(3, wid/*|*/th, 3)")}`,
    says: ["**`outChannels`** = `width` = `8`"],
  },
  {
    name: "an option: its meaning and its default",
    text: called("new nn.Conv2d(3, 8, 3, { stride: 2/*|*/ })"),
    says: ["**`stride`** = `2`", "How far the kernel moves", "Default `1`", "`1×3×32×32` → `1×8×15×15`"],
  },
  {
    name: "a forward: the shapes of all its calls",
    text: twice.replace("forward", "for/*|*/ward"),
    says: [
      "**`Block.forward`** has 2 different calls:",
      "- `[1, 3, 8, 8]` → `[1, 4, 6, 6]` `a` of Net",
      "- `[1, 3, 8, 8]` → `[1, 8, 6, 6]` `b` of Net",
    ],
  },
  {
    name: "a class: its instances in models",
    text: twice.replace("class Block", "class Blo/*|*/ck"),
    says: ["2 instances in models:", "`[1, 4, 6, 6]` `a` of Net"],
  },
  {
    name: "a layer: its parameters with their formula, shapes and cost",
    text: "const conv = new nn.Con/*|*/v2d(3, 64, 7, { bias: false });\nconv(randn(1, 3, 224, 224));",
    says: [
      "Conv2d 7×7, 3→64",
      "weight 64×3×7×7 = 9,408",
      "**9,408 parameters**",
      "`[1, 3, 224, 224]` → `[1, 64, 218, 218]`",
      "447,105,792 MACs",
    ],
  },
  {
    name: "a transposed convolution: weights the other way round, inputs times weights",
    text: "const up = new nn.ConvT/*|*/ranspose2d(64, 32, 2, { stride: 2 });\nup(randn(1, 64, 28, 28));",
    says: [
      "ConvTranspose2d 2×2, 64→32, stride 2",
      "weight 64×32×2×2 = 8,192",
      "**8,224 parameters**",
      "`[1, 64, 28, 28]` → `[1, 32, 56, 56]`",
      "6,422,528 MACs",
    ],
  },
  {
    name: "an enlargement: outputs a part of a pixel apart",
    text: 'const up = new nn.Upsample({ scaleFactor: 2, mode: "bilinear" });\nconst y/*|*/ = up(randn(1, 3, 8, 8));',
    says: ["**`y`** `[1, 3, 16, 16]`", "Upsample scale 2, bilinear", "receptive field 2×2, stride 0.5×0.5"],
  },
  {
    name: "a batch norm: buffers apart from parameters",
    text: "const bn = new nn.BatchNorm2d(64)/*|*/;\nbn(randn(1, 64, 8, 8));",
    says: ["**128 parameters**", /buffers: running_mean 64, running_var 64/],
  },
  {
    name: "a block: its total, its buffers and its layers",
    text: "const block = new nn.ResidualBlock(64, 128, 2)/*|*/;\nblock(randn(32, 64, 32, 32));",
    says: [
      "**ResidualBlock**",
      "`[32, 64, 32, 32]` → `[32, 128, 16, 16]`",
      "**230,144 parameters**",
      "`conv1` Conv2d 3×3, 64→128, stride 2: 73,728",
    ],
  },
  {
    name: "a class: the totals of its models",
    text: "export class Ne/*|*/t extends nn.Module {\n  conv = new nn.Conv2d(3, 8, 3);\n  forward(x: Tensor) {\n    return F.relu(this.conv(x));\n  }\n}\nnew Net()(randn(1, 3, 10, 10));",
    says: [
      "**Net** `[1, 3, 10, 10]` → `[1, 8, 8, 8]`",
      "**224 parameters**",
      "13,824 MACs",
      /peak 3\.\d+ KiB|peak 4/,
    ],
  },
  {
    name: "an input that is not stated is marked as assumed",
    text: "export class Net extends nn.Module {\n  conv = new nn.Conv2d(3, 8, 3);\n  forward(x/*|*/: Tensor) {\n    return this.conv(x);\n  }\n}\nconst net = new Net();",
    says: [
      "`[1, 3, 224, 224]`",
      "_The input 1×3×224×224 is assumed. Write `/** @input 1x3x224x224 */` above the class to state it._",
    ],
  },
  {
    name: "a function over tensors: the totals of its models",
    text: "const conv = new nn.Conv2d(3, 8, 3);\n/** @input 1x3x16x16 */\nexport function st/*|*/em(x: Tensor): Tensor {\n  return F.relu(conv(x));\n}",
    says: ["**stem** `[1, 3, 16, 16]` → `[1, 8, 14, 14]`", "**224 parameters**"],
  },
  {
    name: "a field that is only declared shows what the constructor puts into it",
    text: "class Net extends nn.Module {\n  readonly con/*|*/v: nn.Conv2d;\n  constructor() {\n    super();\n    this.conv = new nn.Conv2d(3, 8, 3);\n  }\n  forward(x: Tensor) {\n    return this.conv(x);\n  }\n}\nnew Net()(randn(1, 3, 8, 8));",
    says: ["**Conv2d 3×3, 3→8**", "**224 parameters**"],
  },
  {
    name: "a name for a size shows its value",
    text: "const width = 4 * 16;\nconst conv = new nn.Conv2d(3, width/*|*/, 3);\nconv(randn(1, 3, 8, 8));",
    says: ["**`outChannels`** = `width` = `64`"],
  },
  {
    name: "a symbolic batch stays a symbol",
    text: 'const y/*|*/ = F.relu(randn("N", 3, 8, 8));',
    says: ["`[N, 3, 8, 8]`", "768·N bytes"],
  },
  {
    name: "a model's argument is its input",
    text: "const x/*|*/ = randn(1, 3, 8, 8);\nconst net = new nn.Conv2d(3, 8, 3);\nnet(x);",
    says: ["`[1, 3, 8, 8]`", "input of net · Conv2d"],
  },
  {
    name: "an unknown value says why, and where that began",
    text: 'import { mystery } from "elsewhere";\nconst x = mystery();\nconst y/*|*/ = F.relu(x);',
    says: ["unknown", /line \d/],
  },
  {
    name: "a forward that several instances share shows each shape",
    text: "class B extends nn.Module {\n  c: nn.Conv2d;\n  constructor(n: number) {\n    super();\n    this.c = new nn.Conv2d(3, n, 3);\n  }\n  forward(x: Tensor) {\n    const y/*|*/ = this.c(x);\n    return y;\n  }\n}\nnew B(4)(randn(1, 3, 8, 8));\nnew B(5)(randn(1, 3, 8, 8));",
    says: ["2 shapes", "- `[1, 4, 6, 6]`", "- `[1, 5, 6, 6]`"],
  },
  {
    name: "a class on named sizes: which of them fit",
    text: `class Up/*|*/Down extends nn.Module {
  down = new nn.Conv2d(3, 3, 3, { stride: 2, padding: 1 });
  forward(x: Tensor) { return x.add(F.interpolate(this.down(x), { scaleFactor: 2 })); }
}
const y = new UpDown()(randn("N", 3, "H", "W"));`,
    says: ["**y · UpDown**", "Fits where H and W are even."],
  },
];

/** A construction with a cursor in a net, and what its hover says that the input comes from. */
const givers: readonly (readonly [what: string, text: string, giver: string | null])[] = [
  ["what the forward is given", called("new nn.Conv2d(3/*|*/, 8, 3)"), "x"],
  [
    "a tensor that is passed to a model",
    "const x = randn(1, 3, 8, 8);\nnew nn.Conv2d(3/*|*/, 8, 3)(x);",
    "x",
  ],
  ["the layer above", two("new nn.Conv2d(8/*|*/, 4, 3)", "this.b(this.a(x))"), "a"],
  ["the layer above an activation", two("new nn.Conv2d(8/*|*/, 4, 3)", "this.b(F.relu(this.a(x)))"), "a"],
  ["a sum by its name", two("new nn.Conv2d(8/*|*/, 4, 3)", "this.sum(this.a(x))"), "y"],
  ["a sum without a name", two("new nn.Conv2d(8/*|*/, 4, 3)", "this.b(this.a(x).add(this.a(x)))"), null],
  [
    "a block, as its field is called",
    two("new nn.Linear(8/*|*/, 4)", "this.b(this.c(this.a(x)).mean([2, 3]))"),
    "c",
  ],
  [
    "a layer of the same list",
    called("new nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.ReLU(), new nn.Conv2d(8/*|*/, 4, 3))"),
    "a.1",
  ],
];

function two(second: string, result: string): string {
  return `class Net extends nn.Module {
  a = new nn.Conv2d(3, 8, 3);
  b = ${second};
  c = new nn.ResidualBlock(8, 8);
  sum(x: Tensor) {
    const y = x.add(x);
    return this.b(y);
  }
  forward(x: Tensor) {
    return ${result};
  }
}
new Net()(randn(1, 3, 32, 32));`;
}

/** Arguments are looked up in the library. */
const sources = { workspace: createWorkspace(hostOf({})), library: nnSources };

describe("hover", () => {
  for (const { name, text, says } of rows) {
    it(name, () => {
      const cursor = atCursor(header + text);
      const hover = hoverAt(viewOf(cursor.text), cursor.offset, sources);
      const markdown = hover?.markdown ?? "nothing";
      for (const part of says) {
        const found = typeof part === "string" ? markdown.includes(part) : part.test(markdown);
        assert.ok(found, `${part} is not in:\n${markdown}`);
      }
    });
  }

  for (const [what, text, giver] of givers)
    it(`says that an input comes from ${what}`, () => {
      const cursor = atCursor(header + text);
      const markdown = hoverAt(viewOf(cursor.text), cursor.offset, sources)?.markdown ?? "";
      assert.match(markdown, /, the input has \d/);
      assert.equal(/^.*, the input has \d+: `[^`]+`(?: from `([^`]+)`)?/.exec(markdown)?.[1] ?? null, giver);
    });

  for (const [name, text] of [
    ["a literal is not repeated", "const conv = new nn.Conv2d(3/*|*/, 8, 3);"],
    ["white space gets no hover", "\n/*|*/\nconst x = randn(1, 3, 8, 8);"],
  ] as const) {
    it(name, () => {
      const cursor = atCursor(header + text);
      const hover = hoverAt(viewOf(cursor.text), cursor.offset);
      assert.doesNotMatch(hover?.markdown ?? "", /= `3`/);
    });
  }

  it("has nothing to say of brackets that are nested too deeply to be read", () => {
    assert.equal(hoverAt(viewOf(`${header}${"(".repeat(5_000)}1`), header.length + 10, sources), null);
  });

  const links: readonly (readonly [name: string, text: string, sources: readonly string[]])[] = [
    [
      "a tensor leads to the call that gives it",
      "const conv = new nn.Conv2d(3, 8, 3);\nconst y/*|*/ = conv(randn(1, 3, 8, 8));",
      ["conv(randn(1, 3, 8, 8))"],
    ],
    [
      "a variable leads to what it holds",
      "const con/*|*/v = new nn.Conv2d(3, 8, 3);\nconv(randn(1, 3, 8, 8));",
      ["new nn.Conv2d(3, 8, 3)"],
    ],
    ["a number leads nowhere", "const cou/*|*/nt = 3;\nnew nn.Conv2d(count, 8, 3)(randn(1, 3, 8, 8));", []],
  ];
  for (const [name, text, sources] of links) {
    it(`of ${name}`, () => {
      const cursor = atCursor(header + text);
      const places = drawnAt(viewOf(cursor.text), cursor.offset, (file) => `at:${file}`);
      assert.deepEqual(
        places.map(({ source }) => source && cursor.text.slice(source.start, source.end)),
        sources,
      );
    });
  }
});
