import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "mocha";
import { offeredRefactorings, refactorings } from "../../src/ide/index.ts";
import { exampleOf, header, offersAt } from "./offered-refactorings.ts";
import { atCursor, sourcesOf, viewOf } from "./view-of.ts";

const folder = new URL("../../src/ide/refactorings/", import.meta.url);
const supporting = [
  "convolution.ts",
  "index.ts",
  "kept.ts",
  "layers-in-row.ts",
  "library-code.ts",
  "local-names.ts",
  "new-class.ts",
  "refactoring.ts",
];

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

  for (const { id, example } of refactorings)
    it(`${id} is offered beside a size that nobody knows`, () => {
      const unknown =
        "const n = Number(process.env.N);\nnew nn.Conv2d(3, n, 3, { stride: n })(randn(1, 3, 8, 8));\n";
      const imported = /\bnn\b.*from "cnn-blocks"/.test(example.before)
        ? ""
        : 'import { nn } from "cnn-blocks";\n';
      const results = offersAt(`${example.before}${imported}${unknown}`).filter((offer) => offer.id === id);
      assert.equal(results[0]?.text, `${example.after}${imported}${unknown}`);
    });

  it("none is offered at an error", () => {
    const { text, offset } = atCursor(`${header}new nn.Conv2d(/*|*/3, 8, 3)(randn(1, 4, 9, 9));`);
    assert.deepEqual(offeredRefactorings(sourcesOf(text), { start: offset, end: offset }), []);
  });

  it("brackets are written around a sum of channels, not around one that a list has", () => {
    const titleFor = (channels: string) => {
      const text = `${header}const s = [64];\nnew nn./*|*/Conv2d(64, ${channels}, 3, { padding: 1 })(randn(1, 64, 9, 9));`;
      return offersAt(text).find(({ id }) => id === "make-bottleneck")?.title ?? "";
    };
    assert.match(titleFor("s[0]"), /bottleneck of s\[0\] \/ 4 channels/);
    assert.match(titleFor("32 + 32"), /bottleneck of \(32 \+ 32\) \/ 4 channels/);
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

  it("a comment between layers that are alike is not lost", () => {
    const parts = "new nn./*|*/ReLU(), /* twice */ new nn.ReLU()";
    const offers = offersAt(`${header}new nn.Sequential(${parts})(randn(1, 3, 8, 8));\n`);
    assert.deepEqual(offers, []);
  });

  const loopFor = (parts: string) =>
    offersAt(`${header}new nn.Sequential(${parts})(randn(1, 8, 8, 8));\n`).find(
      ({ id }) => id === "repeat-by-loop",
    );

  it("groups of layers that recur are a loop over groups", () => {
    const group = "\n  new nn.Conv2d(8, 8, 3, {\n    padding: 1,\n  }),\n  new nn.ReLU(),";
    const offer = loopFor(`\n  new nn.Tanh(),${group.replace("Conv", "/*|*/Conv")}${group}${group}\n`);
    assert.equal(offer?.title, "Write the 3 groups of 2 layers as a loop");
    const loop = [
      "  new nn.Tanh(),",
      "  ...Array.from({ length: 3 }, () => [",
      "    new nn.Conv2d(8, 8, 3, {",
      "      padding: 1,",
      "    }),",
      "    new nn.ReLU(),",
      "  ]).flat(),",
    ];
    assert.ok(offer?.text.includes(loop.join("\n")), offer?.text);
  });

  it("groups on one line stay on one line", () => {
    const group = "new nn.ReLU(), new nn.Tanh()";
    const offer = loopFor(`${group}, new nn.ReLU(), new nn./*|*/Tanh()`);
    assert.match(
      offer?.text ?? "",
      /\(\.\.\.Array\.from\(\{ length: 2 \}, \(\) => \[new nn\.ReLU\(\), new nn\.Tanh\(\)\]\)\.flat\(\)\)/,
    );
  });

  it("layers are no loop where it could not be called like them", () => {
    const row = "new nn.Conv2d(8, await g(), 1), new nn./*|*/Conv2d(8, await g(), 1)";
    const own =
      "class P { constructor(a: nn.ReLU, b: nn.ReLU) {} }\nnew P(new nn.ReLU(), new nn./*|*/ReLU());\n";
    const g = "const g = async () => 8;\n";
    for (const text of [`${g}new nn.Sequential(${row})(randn(1, 8, 8, 8));\n`, own])
      assert.ok(!offersAt(header + text).some(({ id }) => id === "repeat-by-loop"), text);
  });

  it("a layer that no whole group has is no part of the loop", () => {
    const offer = loopFor("new nn.ReLU(), new nn.Tanh(), new nn.ReLU(), new nn.Tanh(), new nn./*|*/ReLU()");
    assert.equal(offer, undefined);
  });
});
