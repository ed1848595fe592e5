import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { header, offersAt } from "./offered-refactorings.ts";

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
    "a layer that is called elsewhere, too, stays",
    net("  a = new nn.Conv2d(3, 3, 1);", "    /*[*/x = this.a(x);/*]*/\n    return this.a(x);"),
    null,
  ],
  [
    "two results",
    net(
      "  a = new nn.Conv2d(3, 3, 1);\n  b = new nn.Conv2d(3, 3, 1);",
      "    /*[*/const y = this.a(x);\n    const z = this.b(x);/*]*/\n    return y.add(z);",
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
