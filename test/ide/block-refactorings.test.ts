import assert from "node:assert/strict";
import { nnSources } from "virtual:nn-sources";
import { describe, it } from "mocha";
import { createView, offeredRefactorings } from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { exampleOf, header, offersAt } from "./offered-refactorings.ts";
import { workspaceOf } from "./view-of.ts";

/** What wrapping layers writes above them. */
const residual = `class Residual extends nn.Module {
  body: nn.Layer;
  shortcut: nn.Layer;

  constructor(body: nn.Layer, shortcut: nn.Layer = new nn.Identity()) {
    super();
    this.body = body;
    this.shortcut = shortcut;
  }

  forward(x: Tensor): Tensor {
    return this.body(x).add(this.shortcut(x));
  }
}

`;

describe("refactorings of blocks", () => {
  it("an input is stated with the names of its channels where nothing constructs the class, and only where it is assumed", () => {
    const text = (comment: string, call = "") =>
      `${header}${comment}class /*|*/Net extends nn.Module {
  conv: nn.Conv2d;
  constructor(width: number) {
    super();
    this.conv = new nn.Conv2d(width, 8, 3);
  }
  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
${call}`;
    const stated = offersAt(text("")).filter(({ id }) => id === "state-input");
    assert.deepEqual(
      stated.map((offer) => [offer.title, offer.text]),
      [
        [
          "State the assumed input: @input 1xwidthx224x224",
          text("/** @input 1xwidthx224x224 */\n").replace("/*|*/", ""),
        ],
      ],
    );
    const called = offersAt(text("", "new Net(3)(randn(1, 3, 9, 9));\n"));
    assert.deepEqual(
      called.map(({ id }) => id).filter((id) => id === "state-input"),
      [],
    );
  });

  for (const [id, what, before, after] of [
    [
      "extract-block",
      "what the function around declares becomes a parameter",
      `class Net extends nn.Module {
  features: nn.Sequential;

  constructor(width: number, bias: boolean) {
    super();
    this.features = new nn.Sequential(
      /*[*/new nn.Conv2d(3, width, 3, { bias }),
      new nn.ReLU()/*]*/,
      new nn.MaxPool2d(2),
    );
  }

  forward(x: Tensor): Tensor {
    return this.features(x);
  }
}
new Net(8, true)(randn(1, 3, 9, 9));
`,
      `class Block extends nn.Sequential {
  constructor(width: number, bias: boolean) {
    super(
      new nn.Conv2d(3, width, 3, { bias }),
      new nn.ReLU(),
    );
  }
}

class Net extends nn.Module {
  features: nn.Sequential;

  constructor(width: number, bias: boolean) {
    super();
    this.features = new nn.Sequential(
      new Block(width, bias),
      new nn.MaxPool2d(2),
    );
  }

  forward(x: Tensor): Tensor {
    return this.features(x);
  }
}
new Net(8, true)(randn(1, 3, 9, 9));
`,
    ],
    [
      "extract-block",
      "layers that refer to this stay",
      `class Net extends nn.Sequential {
  width = 4;
  more = new nn.Sequential(/*[*/new nn.Conv2d(3, this.width, 3), new nn.ReLU()/*]*/);
}
new Net()(randn(1, 3, 9, 9));
`,
      null,
    ],
    [
      "inline-block",
      "a field of a class that others use",
      `class Unit extends nn.Sequential {
  constructor(from: number, to: number, stride = 1) {
    super(
      new nn.Conv2d(from, to * 2, 3, { stride }),
      new nn.ReLU(),
    );
  }
}

class Net extends nn.Module {
  first: Unit;
  second = new Unit(8, 4, 2);

  constructor() {
    super();
    this.first = new /*|*/Unit(3, 1 + 3);
  }

  forward(x: Tensor): Tensor {
    return this.second(this.first(x));
  }
}
new Net()(randn(1, 3, 9, 9));
`,
      `class Unit extends nn.Sequential {
  constructor(from: number, to: number, stride = 1) {
    super(
      new nn.Conv2d(from, to * 2, 3, { stride }),
      new nn.ReLU(),
    );
  }
}

class Net extends nn.Module {
  first: nn.Sequential;
  second = new Unit(8, 4, 2);

  constructor() {
    super();
    this.first = new nn.Sequential(
      new nn.Conv2d(3, (1 + 3) * 2, 3, { stride: 1 }),
      new nn.ReLU(),
    );
  }

  forward(x: Tensor): Tensor {
    return this.second(this.first(x));
  }
}
new Net()(randn(1, 3, 9, 9));
`,
    ],
    [
      "inline-block",
      "a Sequential inside another",
      "new nn.Sequential(new nn./*|*/Sequential(new nn.Conv2d(3, 4, 3), new nn.ReLU()), new nn.MaxPool2d(2))(randn(1, 3, 9, 9));\n",
      "new nn.Sequential(new nn.Conv2d(3, 4, 3), new nn.ReLU(), new nn.MaxPool2d(2))(randn(1, 3, 9, 9));\n",
    ],
    [
      "inline-block",
      "comments of the class that goes, and of the construction, stay",
      `// A stem as in ResNet.
class Stem extends nn.Sequential {
  // Halves the size.
  constructor(width: number) {
    /* A bias is of no use. */
    super(new nn.Conv2d(3, width, 3, { stride: 2, /* as in the paper */ bias: false }), new nn.ReLU() /* last */);
  }
}

new nn.Sequential(
  // First.
  new /*|*/Stem(/* width */ 8),
  new nn.MaxPool2d(2),
)(randn(1, 3, 9, 9));
`,
      `new nn.Sequential(
  // First.
  // A stem as in ResNet.
  // Halves the size.
  /* A bias is of no use. */
  /* last */
  /* width */
  new nn.Conv2d(3, 8, 3, { stride: 2, /* as in the paper */ bias: false }),
  new nn.ReLU(),
  new nn.MaxPool2d(2),
)(randn(1, 3, 9, 9));
`,
    ],
    [
      "inline-block",
      "a comment between the layers would be lost",
      "new nn.Sequential(new nn./*|*/Sequential(new nn.ReLU(), /* then */ new nn.ReLU()))(randn(1, 3, 9, 9));\n",
      null,
    ],
  ] as const) {
    it(`${id}: ${what}`, () => {
      const offers = offersAt(header + before).filter((offer) => offer.id === id);
      assert.deepEqual(
        offers.map(({ text }) => text),
        after === null ? [] : [header + after],
      );
    });
  }

  for (const [what, before, after, title] of [
    [
      "a call in a forward, with names of the constructor",
      `class Net extends nn.Module {
  conv: nn.Conv2d;

  constructor(width: number, stride: number) {
    super();
    this.conv = new nn.Conv2d(width, 2 * width, 3, { stride, padding: 1 });
  }

  forward(x: Tensor): Tensor {
    return F.relu(this./*|*/conv(x));
  }
}
new Net(8, 2)(randn(1, 8, 9, 9));
`,
      `class Net extends nn.Module {
  conv: nn.Conv2d;
  projection: nn.Conv2d;

  constructor(width: number, stride: number) {
    super();
    this.conv = new nn.Conv2d(width, 2 * width, 3, { stride, padding: 1 });
    this.projection = new nn.Conv2d(width, 2 * width, 1, { stride, bias: false });
  }

  forward(x: Tensor): Tensor {
    return F.relu(this.conv(x).add(this.projection(x)));
  }
}
new Net(8, 2)(randn(1, 8, 9, 9));
`,
      "Wrap in a residual connection: + 128 parameters for the projection",
    ],
    [
      "several calls, whose shapes agree",
      `class Net extends nn.Module {
  conv = new nn.Conv2d(8, 8, 3, { padding: 1 });
  forward(x: Tensor): Tensor {
    return /*[*/F.relu(this.conv(x))/*]*/.mean(1);
  }
}
new Net()(randn(1, 8, 9, 9));
`,
      `class Net extends nn.Module {
  conv = new nn.Conv2d(8, 8, 3, { padding: 1 });
  forward(x: Tensor): Tensor {
    return F.relu(this.conv(x)).add(x).mean(1);
  }
}
new Net()(randn(1, 8, 9, 9));
`,
      "Wrap in a residual connection",
    ],
    [
      "a variable with a type",
      "const conv: nn.Conv2d = new nn./*|*/Conv2d(8, 8, 3, { padding: 1 });\nconv(randn(1, 8, 9, 9));\n",
      `${residual}const conv: Residual = new Residual(new nn.Conv2d(8, 8, 3, { padding: 1 }));\nconv(randn(1, 8, 9, 9));\n`,
      "Wrap in a residual connection",
    ],
    [
      "layers of a file that has the class",
      `${residual}new Residual(new nn.ReLU())(randn(1, 8, 9, 9));\nconst conv = new nn.Sequential(/*[*/new nn.Conv2d(8, 4, 1), new nn.Conv2d(4, 8, 1)/*]*/, new nn.ReLU());\nconv(randn(1, 8, 9, 9));\n`,
      `${residual}new Residual(new nn.ReLU())(randn(1, 8, 9, 9));\nconst conv = new nn.Sequential(new Residual(new nn.Sequential(new nn.Conv2d(8, 4, 1), new nn.Conv2d(4, 8, 1))), new nn.ReLU());\nconv(randn(1, 8, 9, 9));\n`,
      "Wrap in a residual connection",
    ],
    ["an activation", "new nn.Sequential(new nn./*|*/ReLU())(randn(1, 8, 9, 9));\n", null, null],
    [
      "an image that shrinks oddly",
      "new nn.Sequential(new nn./*|*/Conv2d(8, 8, 3))(randn(1, 8, 9, 9));\n",
      null,
      null,
    ],
  ] as const) {
    it(`residual: ${what}`, () => {
      const offers = offersAt(header + before).filter(({ id }) => id === "wrap-in-residual");
      const wanted = after === null ? [] : [{ title, text: header + after }];
      assert.deepEqual(
        offers.map((offer) => ({ title: offer.title, text: offer.text })),
        wanted,
      );
    });
  }

  const [ownBlock, libraryBlock] = ["new /*|*/Unit", "new nn./*|*/DepthwiseSeparableConv"];
  for (const [id, usual, commented, becomes, kept] of [
    [
      "use-library-block",
      ownBlock,
      "new /* Unit: mine */ /*|*/Unit",
      "new nn.DepthwiseSeparableConv",
      "new /* Unit: mine */ nn.DepthwiseSeparableConv",
    ],
    [
      "write-block-out",
      libraryBlock,
      "new /* nn.DepthwiseSeparableConv */ nn./*|*/DepthwiseSeparableConv",
      "new DepthwiseSeparableConv",
      "new /* nn.DepthwiseSeparableConv */ DepthwiseSeparableConv",
    ],
    [
      "write-block-out",
      libraryBlock,
      "new nn /* the library's */ ./*|*/DepthwiseSeparableConv",
      "new DepthwiseSeparableConv",
      "new DepthwiseSeparableConv",
    ],
  ] as const)
    it(`${id}: a comment beside the name, as in ${commented}`, () => {
      const { before, after } = exampleOf(id);
      const offers = offersAt(before.replace(usual, commented)).filter((offer) => offer.id === id);
      assert.deepEqual(
        offers.map(({ text }) => text),
        [after.replace(becomes, kept)],
      );
    });

  for (const block of [
    "ResidualBlock(16, 32, 2)",
    "Bottleneck(16, 8)",
    "InceptionModule(16, 4, 4, 8, 4, 8, 4)",
    "DepthwiseSeparableConv(16, 8)",
  ]) {
    it(`nn.${block} is written out as a class, and replaced by the library's again`, () => {
      const use = (callee: string) => `const block = new ${callee.replace(/\w+\(/, "/*|*/$&")};\n`;
      const call = "block(randn(1, 16, 9, 9));\n";
      const [out] = offersAt(header + use(`nn.${block}`) + call).filter(({ id }) => id === "write-block-out");
      const own = use(block).replace("/*|*/", "");
      const text = out?.text ?? "";
      assert.ok(text.endsWith(`}\n\n${own}${call}`), text);
      const [back] = offersAt(text.replace(own, use(block))).filter(({ id }) => id === "use-library-block");
      const helper = /function projection.*?\n}\n\n/s.exec(text)?.[0] ?? "";
      const rest = back?.text.slice(back.text.indexOf("\n") + 1);
      assert.equal(rest, helper + use(`nn.${block}`).replace("/*|*/", "") + call);
    });
  }

  for (const block of [
    "SqueezeExcitation(16, 4)",
    "InvertedResidual(16, 16)",
    "MBConv(16, 8, { expansion: 2 })",
    "FusedMBConv(16, 8)",
    "ConvNeXtBlock(16)",
    "ResNeXtBlock(16, 64, { stride: 2 })",
    "Res2NetBlock(16, 64)",
    "ShuffleUnit(16, 16)",
    "CBAM(16, 4)",
    "C3(16, 8, { depth: 2 })",
    "C2f(16, 8)",
    "SPPF(16, 8)",
    "ASPP(16, [2, 4], 8)",
    "RepVGGBlock(16, 8, { stride: 2 })",
    "BiFPN(16, 1)",
    "FPN([16], 8)",
  ]) {
    it(`nn.${block} is written out with what it is made of, without the library's own checks`, () => {
      const name = block.slice(0, block.indexOf("("));
      const isOfLevels = name.endsWith("FPN");
      const call = `block(${isOfLevels ? "[randn(1, 16, 9, 9)]" : "randn(1, 16, 9, 9)"});\n`;
      const offers = offersAt(`${header}const block = new nn./*|*/${block};\n${call}`);
      const [{ text } = { text: "" }] = offers.filter(({ id }) => id === "write-block-out");
      assert.match(text, new RegExp(`^class ${name} extends nn\\.Module \\{`, "m"));
      assert.ok(text.endsWith(`}\n\nconst block = new ${block};\n${call}`), text);
      assert.doesNotMatch(text, /\b(?:options|counts|count|list|part|tensors)Of\(/);
    });
  }

  it("blocks are written out without types in a file of JavaScript", () => {
    const made = [
      "ResidualBlock(16, 32, 2)",
      "Fire(16, 4, 8)",
      "Bottleneck(16, 8)",
      "DepthwiseSeparableConv(16, 8)",
      "C3(16, 8, { depth: 2 })",
      "MBConv(16, 8)",
      "RepVGGBlock(16, 8)",
    ];
    for (const block of made) {
      const text = `import { nn, randn } from "cnn-blocks";\nexport const y = new nn.${block}(randn(1, 16, 9, 9));\n`;
      const workspace = workspaceOf({ "/model.js": text });
      const view = createView(workspace.analyze("/model.js"), text, defaultSettings, workspace.read);
      const sources = { view, workspace, library: nnSources, patience: Number.POSITIVE_INFINITY };
      const at = text.indexOf(block);
      const offers = offeredRefactorings(sources, { start: at, end: at });
      const [out] = offers.filter(({ id }) => id === "write-block-out");
      const written = out?.edits.find((edit) => edit.text.includes("class "))?.text ?? "";
      assert.match(written, /^class \w+ extends nn\.Module \{\n {2}\w/m, block);
      assert.doesNotThrow(() => new Function("nn", written), written);
    }
  });

  it("a block that computes something else is not replaced by the library's", () => {
    const { before } = exampleOf("use-library-block");
    const offers = offersAt(before.replace("padding: 1", "padding: 1, stride: 2"));
    assert.deepEqual(
      offers.filter(({ id }) => id === "use-library-block"),
      [],
    );
  });
});
