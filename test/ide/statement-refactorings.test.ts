import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { exampleOf, header, offersAt } from "./offered-refactorings.ts";

function net(fields: string, statements: string, arguments_ = "1, 3, 9, 9"): string {
  return `class Net extends nn.Module {
${fields}

  forward(x: Tensor) {
${statements}
  }
}
new Net()(randn(${arguments_}));
`;
}

/** A file, and what the refactoring makes of it; null where it is not offered. */
const rows: readonly (readonly [what: string, before: string, after: string | null])[] = [
  [
    "fields with values, comments and a return",
    net(
      `  // Two convolutions.
  a = new nn.Conv2d(3, 4, 3);

  b = new nn.Conv2d(4, 8, 3);
  c = new nn.ReLU();`,
      `    const y = this.c(x);
    /*[*/const z = this.a(y); // first
    return this.b(z)/*]*/;`,
    ),
    `class Block extends nn.Module {
  // Two convolutions.
  a = new nn.Conv2d(3, 4, 3);
  b = new nn.Conv2d(4, 8, 3);

  forward(y: Tensor) {
    const z = this.a(y); // first
    return this.b(z);
  }
}

${net("  block = new Block();\n\n  c = new nn.ReLU();", "    const y = this.c(x);\n    return this.block(y);")}`,
  ],
  [
    "several inputs, and a name that is set before",
    net(
      "  a = new nn.Conv2d(3, 3, 1);\n  b = new nn.Conv2d(3, 3, 1);\n  c = new nn.Conv2d(3, 3, 1);",
      `    let y = this.a(x);
    /*[*/y = this.b(y);
    y = F.relu(y.add(x));/*]*/
    return this.c(y);`,
    ),
    `class Block extends nn.Module {
  b = new nn.Conv2d(3, 3, 1);

  forward(x: Tensor, y: Tensor): Tensor {
    y = this.b(y);
    return F.relu(y.add(x));
  }
}

${net(
  "  a = new nn.Conv2d(3, 3, 1);\n  block = new Block();\n  c = new nn.Conv2d(3, 3, 1);",
  "    let y = this.a(x);\n    y = this.block(x, y);\n    return this.c(y);",
)}`,
  ],
  [
    "a result that is no tensor has the type that follows",
    net(
      "  a = new nn.Conv2d(3, 4, 1);",
      "    /*[*/const parts = this.a(x).chunk(2, 1);/*]*/\n    return parts[0]!.relu();",
    ),
    `class Block extends nn.Module {
  a = new nn.Conv2d(3, 4, 1);

  forward(x: Tensor) {
    return this.a(x).chunk(2, 1);
  }
}

${net("  block = new Block();", "    const parts = this.block(x);\n    return parts[0]!.relu();")}`,
  ],
  [
    "a layer that is called elsewhere, too, stays",
    net("  a = new nn.Conv2d(3, 3, 1);", "    /*[*/x = this.a(x);/*]*/\n    return this.a(x);"),
    null,
  ],
  [
    "two results",
    net(
      "  a = new nn.Conv2d(3, 3, 1);\n  b = new nn.Conv2d(3, 3, 1);",
      "    /*[*/const y = this.a(x);\n    const z = this.b(x);/*]*/\n    return z.add(y);",
    ),
    `class Block extends nn.Module {
  a = new nn.Conv2d(3, 3, 1);
  b = new nn.Conv2d(3, 3, 1);

  forward(x: Tensor) {
    const y = this.a(x);
    const z = this.b(x);
    return { y, z };
  }
}

${net("  block = new Block();", "    const { y, z } = this.block(x);\n    return z.add(y);")}`,
  ],
  [
    "two results, of which one was there before",
    net(
      "  a = new nn.Conv2d(3, 3, 1);\n  b = new nn.Conv2d(3, 3, 1);",
      "    /*[*/x = this.a(x);\n    const z = this.b(x);/*]*/\n    return x.add(z);",
    ),
    null,
  ],
  [
    "a method of the class",
    net(
      "  a = new nn.Conv2d(3, 3, 1);\n  twice(x: Tensor) {\n    return x.mul(2);\n  }",
      "    /*[*/const y = this.a(x);\n    const z = this.twice(y);/*]*/\n    return z;",
    ),
    null,
  ],
  [
    "numbers without a layer",
    net("  n = 2;", "    /*[*/const y = x.mul(this.n);\n    const z = y.add(this.n);/*]*/\n    return z;"),
    null,
  ],
  [
    "a statement of which only a part is selected",
    net("  a = new nn.Conv2d(3, 3, 1);", "    const y = /*[*/this.a(x)/*]*/;\n    return y;"),
    null,
  ],
];

describe("extracting statements of a forward", () => {
  for (const [what, before, after] of rows)
    it(what, () => {
      const offers = offersAt(header + before).filter(({ id }) => id === "extract-statements");
      assert.deepEqual(
        offers.map(({ text }) => text),
        after === null ? [] : [header + after],
      );
    });

  it("names the block and its field anew only where code has their names, not where a comment or a string has", () => {
    const { before } = exampleOf("extract-statements");
    const words = "// A Block, in the field block.\n";
    const texts = (above: string, inside = "") => {
      const written = before
        .replace("\nclass Net", `\n${above}class Net`)
        .replace("forward(x", `${inside}forward(x`);
      return offersAt(written).flatMap(({ id, text }) => (id === "extract-statements" ? [text] : []));
    };
    const [free] = texts(`const words = "Block";\n${words}`, "/* block */ ");
    assert.match(free ?? "", /this\.block = new Block\(width\);/);
    const [taken] = texts("const Block = 1;\n", '"block" = 1;\n\n  ');
    assert.match(taken ?? "", /this\.block2 = new Block2\(width\);/);
  });

  it("makes the block where what the layers take is there", () => {
    const text = `${header}class Net extends nn.Module {
  a: nn.Conv2d;
  b: nn.Conv2d;
  constructor() {
    super();
    this.a = new nn.Conv2d(3, 4, 3);
    const wide = 2 * 4;
    this.b = new nn.Conv2d(4, wide, 3);
  }
  forward(x: Tensor): Tensor {
    /*[*/return this.b(this.a(x));/*]*/
  }
}
new Net()(randn(1, 3, 9, 9));
`;
    const [offer] = offersAt(text).filter(({ id }) => id === "extract-statements");
    assert.match(
      offer?.text ?? "",
      /super\(\);\n {4}const wide = 2 \* 4;\n {4}this\.block = new Block\(wide\);/,
    );
  });
});

const unit = `class Unit extends nn.Module {
  conv: nn.Conv2d;
  act = new nn.ReLU();
  constructor(from: number, to: number, stride = 1) {
    super();
    this.conv = new nn.Conv2d(from, to, 3, { stride, padding: 1 });
  }
  forward(x: Tensor, skip: Tensor): Tensor {
    let y = this.conv(x);
    y = y.add(skip);
    x = this.act(y);
    return x.mul(2).add(skip);
  }
}

`;

/** A class that has a block in a field; null where the block cannot be written out. */
const inlined: readonly (readonly [what: string, before: string, after: string | null])[] = [
  [
    "names that are taken get others, and arguments of an expression brackets",
    unit +
      net(
        "  // The unit.\n  unit = new Unit(3, 1 + 2);\n  conv = new nn.Conv2d(3, 3, 1);",
        "    const y = this.conv(x);\n    return this./*|*/unit(y, x).relu();",
      ),
    net(
      `  // The unit.
  unitConv = new nn.Conv2d(3, (1 + 2), 3, { stride: 1, padding: 1 });
  act = new nn.ReLU();
  conv = new nn.Conv2d(3, 3, 1);`,
      `    const y = this.conv(x);
    let x2 = y;
    let y2 = this.unitConv(x2);
    y2 = y2.add(x);
    x2 = this.act(y2);
    return x2.mul(2).add(x).relu();`,
    ),
  ],
  [
    "a variable that the statement sets again is set in the block's statements",
    unit +
      net(
        "  unit = new Unit(3, 3);",
        "    const skip = x.neg();\n    x = this./*|*/unit(x, skip);\n    return x;",
      ),
    net(
      "  conv = new nn.Conv2d(3, 3, 3, { stride: 1, padding: 1 });\n  act = new nn.ReLU();",
      `    const skip = x.neg();
    let y = this.conv(x);
    y = y.add(skip);
    x = this.act(y);
    x = x.mul(2).add(skip);
    return x;`,
    ),
  ],
  [
    "a taken name is given another where a comment names it or stands behind it",
    unit
      .replace("  conv:", "  // conv: the first one\n  conv /* first */ :")
      .replace("  act =", "  act /* last */ =") +
      net(
        "  // unit: all of it\n  unit: Unit;\n  conv = new nn.Conv2d(3, 3, 1);\n  act = new nn.ReLU();\n" +
          "  constructor() {\n    super();\n    /* unit: made */ this.unit = new Unit(3, [3][0]);\n  }",
        "    const y = this.act(this.conv(x));\n    return this./*|*/unit(y, x);",
      ),
    net(
      `  // unit: all of it
  // conv: the first one
  unitConv /* first */ : nn.Conv2d;
  unitAct /* last */ = new nn.ReLU();
  conv = new nn.Conv2d(3, 3, 1);
  act = new nn.ReLU();
  constructor() {
    super();
    /* unit: made */ this.unitConv = new nn.Conv2d(3, [3][0], 3, { stride: 1, padding: 1 });
  }`,
      `    const y = this.act(this.conv(x));
    let x2 = y;
    let y2 = this.unitConv(x2);
    y2 = y2.add(x);
    x2 = this.unitAct(y2);
    return x2.mul(2).add(x);`,
    ),
  ],
  [
    "no comment goes with the block",
    `/** Speaks of the unit. */
class Unit extends nn.Module {
  // The first one.
  conv: nn.Conv2d; // 3×3
  // Of them all.

  constructor(/* channels */ from: number) {
    // As in the paper.
    super();
    // Keeps the size.
    this.conv = new nn.Conv2d(from, from, 3, { padding: 1 /* both sides */ }); // no stride
  }
  /** Filters. */
  forward(x: Tensor): Tensor {
    // First, filter.
    const y = this.conv(x); // by 3×3

    // Then, cut off.
    return y /* here */.relu(); // below zero
    // That is all.
  }
}

` +
      net(
        "  // The unit.\n  unit = new Unit(/* RGB */ 3); // one",
        "    // Calls it.\n    return this./*|*/unit(/* images */ x); // once",
      ),
    net(
      `  // The unit.
  /** Speaks of the unit. */
  // Of them all.
  /* channels */
  // As in the paper.
  /* RGB */
  // The first one.
  // 3×3
  // Keeps the size.
  // no stride
  conv = new nn.Conv2d(3, 3, 3, { padding: 1 /* both sides */ }); // one`,
      `    // Calls it.
    /** Filters. */
    // First, filter.
    const y = this.conv(x); // by 3×3

    // Then, cut off.
    // below zero
    // That is all.
    /* images */
    return y /* here */.relu(); // once`,
    ),
  ],
  [
    "comments stay beside what they speak of",
    unit
      .replace("conv: nn.Conv2d;", "conv: nn.Conv2d; // 3×3")
      .replace("padding: 1 });", "padding: 1 }); // keeps the size")
      .replace("return", "// Twice.\n    return") +
      net(
        "  unit: Unit;\n  constructor() {\n    super();\n    this.unit = new Unit(3, 3);\n  }",
        "    return this./*|*/unit(x, x);",
      ),
    net(
      `  conv: nn.Conv2d; // 3×3
  act = new nn.ReLU();
  constructor() {
    super();
    this.conv = new nn.Conv2d(3, 3, 3, { stride: 1, padding: 1 }); // keeps the size
  }`,
      `    let x2 = x;
    let y = this.conv(x2);
    y = y.add(x);
    x2 = this.act(y);
    // Twice.
    return x2.mul(2).add(x);`,
    ),
  ],
  [
    "what stands behind a field on its line stays out of the block's comments",
    unit
      .replace("act = new nn.ReLU();", "act = new nn.ReLU(); // in the end")
      .replace("padding: 1 });", "padding: 1 }); // keeps the size") +
      net(
        "  unit: Unit; scale = 2;\n  constructor() { super(); this.unit = new Unit(3, 3); }",
        "    return this./*|*/unit(x, x);",
      ),
    net(
      `  conv: nn.Conv2d;
  act = new nn.ReLU(); // in the end
  scale = 2;
  constructor() { super(); this.conv = new nn.Conv2d(3, 3, 3, { stride: 1, padding: 1 }); // keeps the size
  }`,
      `    let x2 = x;
    let y = this.conv(x2);
    y = y.add(x);
    x2 = this.act(y);
    return x2.mul(2).add(x);`,
    ),
  ],
  [
    "a block that is called twice",
    unit + net("  unit = new Unit(3, 3);", "    return this.unit(this./*|*/unit(x, x), x);"),
    null,
  ],
  [
    "a call that is made on a condition",
    unit + net("  unit = new Unit(3, 3);", "    return x.ndim > 2 ? this./*|*/unit(x, x) : x;"),
    null,
  ],
  [
    "a block with a method of its own",
    unit.replace("  forward", "  twice(x: Tensor) {\n    return x.mul(2);\n  }\n  forward") +
      net("  unit = new Unit(3, 3);", "    return this./*|*/unit(x, x);"),
    null,
  ],
];

describe("writing a block out in its class", () => {
  for (const [what, before, after] of inlined)
    it(what, () => {
      const offers = offersAt(header + before).filter(({ id }) => id === "inline-statements");
      assert.deepEqual(
        offers.map(({ text }) => text),
        after === null ? [] : [header + after],
      );
    });
});
