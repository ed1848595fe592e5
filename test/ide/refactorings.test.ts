import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "mocha";
import type { Range } from "../../src/base/index.ts";
import { type OfferedRefactoring, offeredRefactorings, refactorings } from "../../src/ide/index.ts";
import { edited } from "../../src/ide/view/text-edits.ts";
import { atCursor, sourcesOf, viewOf } from "./view-of.ts";

const folder = new URL("../../src/ide/refactorings/", import.meta.url);
const supporting = [
  "convolution.ts",
  "index.ts",
  "kept.ts",
  "layers-in-row.ts",
  "new-class.ts",
  "refactoring.ts",
];

const header = 'import { F, nn, randn, type Tensor } from "cnn-blocks";\n';

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

describe("refactorings", () => {
  it("every file of the folder is in the list, and no other", () => {
    const files = readdirSync(folder).filter((name) => !supporting.includes(name));
    assert.deepEqual(
      files.map((name) => name.replace(".ts", "")),
      refactorings.map(({ id }) => id),
    );
  });

  for (const { id, example } of refactorings) {
    it(`${id} turns the text before into the text after, without a problem or advice`, () => {
      const results = offersAt(example.before).filter((offer) => offer.id === id);
      assert.ok(results.length > 0, "it is offered");
      assert.equal(results[0]?.text, example.after);
      assert.deepEqual(viewOf(example.after).problems(), []);
    });
  }

  it("none is offered at an error", () => {
    const { text, offset } = atCursor(`${header}new nn.Conv2d(/*|*/3, 8, 3)(randn(1, 4, 9, 9));`);
    assert.deepEqual(offeredRefactorings(sourcesOf(text), { start: offset, end: offset }), []);
  });

  it("a title says how many parameters there are before and after", () => {
    const titles = offersAt(exampleOf("make-depthwise-separable").before).map(({ title }) => title);
    assert.ok(titles.includes("Make it depthwise separable: 36,928 → 4,736 parameters"), titles.join("\n"));
  });

  for (const [what, before, after] of [
    [
      "a field with a type",
      `class Net extends nn.Module {
  conv: nn.Conv2d;

  constructor(width: number, bias = true) {
    super();
    this.conv = new nn./*|*/Conv2d(width, 2 * width, 5, { stride: 2, bias });
  }

  forward(x: Tensor): Tensor {
    return F.relu(this.conv(x));
  }
}
new Net(16)(randn(1, 16, 9, 9));
`,
      `class Net extends nn.Module {
  conv: nn.Sequential;

  constructor(width: number, bias = true) {
    super();
    this.conv = new nn.Sequential(
      new nn.Conv2d(width, width, 5, { stride: 2, bias: false, groups: width }),
      new nn.Conv2d(width, 2 * width, 1, { bias: bias }),
    );
  }

  forward(x: Tensor): Tensor {
    return F.relu(this.conv(x));
  }
}
new Net(16)(randn(1, 16, 9, 9));
`,
    ],
    [
      "a call, on lines of its own",
      `const y = new nn./*|*/Conv1d(
  16, // channels
  32,
  3,
)(randn(1, 16, 9));
`,
      `const y = new nn.Sequential(
  new nn.Conv1d(
    16, // channels
    16,
    3, { groups: 16, bias: false },
  ),
  new nn.Conv1d(16, 32, 1),
)(randn(1, 16, 9));
`,
    ],
    [
      "a list, whose layers may be relied upon",
      "const convs = [new nn./*|*/Conv2d(8, 8, 3)];\nconvs[0]?.(randn(1, 8, 9, 9));\n",
      null,
    ],
    [
      "options by a name",
      "const o = { padding: 1 };\nnew nn./*|*/Conv2d(8, 8, 3, o)(randn(1, 8, 9, 9));\n",
      null,
    ],
    ["a 1×1 convolution", "new nn./*|*/Conv2d(8, 8, 1)(randn(1, 8, 9, 9));\n", null],
    [
      "a weight that is read",
      "const c = new nn./*|*/Conv2d(8, 8, 3);\nconst w = c.weight.shape;\nc(randn(1, 8, 9, 9));\n",
      null,
    ],
  ] as const) {
    it(`depthwise separable: ${what}`, () => {
      const offers = offersAt(header + before).filter(({ id }) => id === "make-depthwise-separable");
      assert.deepEqual(
        offers.map(({ text }) => text),
        after === null ? [] : [header + after],
      );
    });
  }

  it("a number that the constructor's parameters already name gets a name of its own", () => {
    const text = `${header}class Net extends nn.Sequential {
  constructor(outChannels = 8) {
    super(new nn.Conv2d(3, outChannels, 3), new nn.Conv2d(outChannels, /*|*/16, 3));
  }
}
new Net()(randn(1, 3, 9, 9));
`;
    const [offer] = offersAt(text).filter(({ id }) => id === "hoist-number");
    assert.match(offer?.text ?? "", /outChannels = 8, outChannels2 = 16\) \{/);
    assert.match(offer?.text ?? "", /Conv2d\(outChannels, outChannels2, 3\)/);
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

  it("a comment between layers that are alike is not lost", () => {
    const parts = "new nn./*|*/ReLU(), /* twice */ new nn.ReLU()";
    const offers = offersAt(`${header}new nn.Sequential(${parts})(randn(1, 3, 8, 8));\n`);
    assert.deepEqual(offers, []);
  });
});

function exampleOf(id: string) {
  const found = refactorings.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no refactoring ${id}.`);
  return found.example;
}

interface Result extends OfferedRefactoring {
  /** The file once it is applied. */
  readonly text: string;
}

function offersAt(marked: string): readonly Result[] {
  const { text, selection } = withSelection(marked);
  return offeredRefactorings(sourcesOf(text), selection).map((offer) => ({
    ...offer,
    text: textAfter(text, offer),
  }));
}

/** Removes the marks of a cursor, or those around a selection. */
function withSelection(marked: string): { readonly text: string; readonly selection: Range } {
  const [start, end] = [marked.indexOf("/*[*/"), marked.indexOf("/*]*/")];
  if (start >= 0)
    return { text: marked.replace(/\/\*[[\]]\*\//g, ""), selection: { start, end: end - "/*[*/".length } };
  const { text, offset } = atCursor(marked);
  return { text, selection: { start: offset, end: offset } };
}

function textAfter(text: string, { edits }: OfferedRefactoring): string {
  const replacements = edits.map(({ at: { start, end }, text: written }) => ({ start, end, text: written }));
  return edited(
    text,
    replacements.sort((a, b) => a.start - b.start),
  );
}
