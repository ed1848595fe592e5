import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as dims from "../../src/ir/index.ts";
import { type Dim, printDim, substitute, symbol } from "../../src/ir/index.ts";
import { fc, runsOf } from "../support/properties.ts";

const [N, C, H, s] = [symbol("N"), symbol("C"), symbol("H"), symbol("stride")];

/** An expression both as the algebra builds it and as plain arithmetic over the symbols' values. */
type Values = Readonly<Record<string, number>>;
type Expression = { readonly dim: Dim; readonly text: string; value(at: Values): number };

const algebra = {
  add: dims.add,
  subtract: dims.subtract,
  multiply: dims.multiply,
  floorDivide: dims.floorDivide,
  ceilDivide: dims.ceilDivide,
  modulo: dims.modulo,
  maximum: dims.maximum,
  minimum: dims.minimum,
};

type Operator = keyof typeof algebra;

const arithmetic: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  floorDivide: (a, b) => Math.floor(a / b),
  ceilDivide: (a, b) => Math.ceil(a / b),
  modulo: (a, b) => a - b * Math.floor(a / b),
  maximum: Math.max,
  minimum: Math.min,
};

const names = ["N", "C", "H"] as const;

function combine(operator: Operator, a: Expression, b: Expression): Expression {
  return {
    dim: algebra[operator](a.dim, b.dim),
    text: `${operator}(${a.text}, ${b.text})`,
    value: (at) => small(arithmetic[operator](a.value(at), b.value(at))),
  };
}

/** NaN for numbers so large that doubles may have rounded on the way; adding 0 turns a negative zero into a zero. */
function small(value: number): number {
  return Math.abs(value) < 2 ** 40 ? value + 0 : Number.NaN;
}

const constant = fc
  .integer({ min: -9, max: 9 })
  .map((n): Expression => ({ dim: n, text: `${n}`, value: () => n }));
const positive = fc
  .integer({ min: 1, max: 6 })
  .map((n): Expression => ({ dim: n, text: `${n}`, value: () => n }));
const named = fc
  .constantFrom(...names)
  .map((name): Expression => ({ dim: symbol(name), text: name, value: (at) => at[name] ?? 0 }));
const leaf = fc.oneof(constant, named);

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    leaf,
    fc
      .tuple(
        fc.constantFrom("add", "subtract", "multiply", "maximum", "minimum"),
        tie("expression"),
        tie("expression"),
      )
      .map(([operator, a, b]) => combine(operator, a, b)),
    // Divisors are above 0: strides, kernels and group counts are.
    fc
      .tuple(
        fc.constantFrom("floorDivide", "ceilDivide", "modulo"),
        tie("expression"),
        fc.oneof(positive, named),
      )
      .map(([operator, a, b]) => combine(operator, a, b)),
  ),
}));

const values = fc.record({
  N: fc.integer({ min: 1, max: 40 }),
  C: fc.integer({ min: 1, max: 40 }),
  H: fc.integer({ min: 1, max: 300 }),
});

function bindings(at: Values): ReadonlyMap<string, Dim> {
  return new Map(Object.entries(at));
}

describe("Dim algebra", () => {
  it("says, after substitution, what plain arithmetic says", () => {
    fc.assert(
      fc.property(expression, values, (e, at) => {
        fc.pre(!Number.isNaN(e.value(at)));
        assert.equal(substitute(e.dim, bindings(at)), e.value(at), e.text);
      }),
      { numRuns: runsOf(3000) },
    );
  });

  it("does not mind in which order symbols are replaced", () => {
    fc.assert(
      fc.property(expression, values, (e, at) => {
        const half = substitute(e.dim, new Map([["H", at.H]]));
        fc.pre(!Number.isNaN(e.value(at)));
        assert.equal(substitute(half, bindings(at)), e.value(at), e.text);
      }),
    );
  });

  it("holds only formulas equal that have the same value everywhere, and only those apart that never have", () => {
    fc.assert(
      fc.property(expression, expression, values, (a, b, at) => {
        fc.pre(!Number.isNaN(a.value(at) + b.value(at)));
        if (dims.equal(a.dim, b.dim)) assert.equal(a.value(at), b.value(at), `${a.text} = ${b.text}`);
        if (dims.differs(a.dim, b.dim)) assert.notEqual(a.value(at), b.value(at), `${a.text} ≠ ${b.text}`);
      }),
    );
  });

  it("is commutative, associative and distributive", () => {
    fc.assert(
      fc.property(expression, expression, expression, ({ dim: a }, { dim: b }, { dim: c }) => {
        assert.ok(dims.equal(dims.add(a, b), dims.add(b, a)));
        assert.ok(dims.equal(dims.multiply(a, b), dims.multiply(b, a)));
        assert.ok(dims.equal(dims.add(dims.add(a, b), c), dims.add(a, dims.add(b, c))));
        assert.ok(
          dims.equal(dims.multiply(a, dims.add(b, c)), dims.add(dims.multiply(a, b), dims.multiply(a, c))),
        );
        assert.ok(dims.equal(dims.subtract(a, a), 0));
      }),
    );
  });

  it("has no negative zero", () => {
    for (const zero of [dims.negate(0), dims.multiply(0, -5), dims.floorDivide(0, -3), dims.subtract(H, H)]) {
      assert.ok(Object.is(zero, 0));
    }
  });

  it("keeps an unknown unknown, equal to nothing", () => {
    const unknown = dims.unknownDim("not given");
    for (const operator of Object.keys(arithmetic) as Operator[]) {
      assert.deepEqual(algebra[operator](unknown, H), unknown, operator);
      assert.deepEqual(algebra[operator](7, unknown), unknown, operator);
    }
    assert.equal(dims.equal(unknown, unknown), false);
    assert.equal(dims.differs(unknown, 3), false);
    assert.equal(dims.multiply(0, unknown), 0);
  });

  it("knows two sizes apart only where a number stands between them", () => {
    assert.equal(dims.differs(H, dims.add(H, 1)), true);
    assert.equal(dims.differs(H, dims.multiply(2, H)), false);
    assert.equal(dims.differs(3, 4), true);
    assert.equal(dims.differs(C, 3), false);
  });
});

/** A convolution's output size along one axis. */
function slid(size: Dim, k: Dim, stride: Dim, padding: Dim): Dim {
  return dims.add(dims.floorDivide(dims.subtract(dims.add(size, dims.multiply(2, padding)), k), stride), 1);
}

describe("printDim", () => {
  const rows: readonly (readonly [string, Dim, string])[] = [
    ["a number", 64, "64"],
    ["a symbol", N, "N"],
    ["an unknown", dims.unknownDim("because"), "?"],
    ["a coefficient", dims.multiply(2, C), "2·C"],
    ["a product", dims.multiply(C, N), "C·N"],
    ["a square", dims.multiply(dims.multiply(C, N), C), "C²·N"],
    ["the constant last", dims.add(1, dims.multiply(2, N)), "2·N + 1"],
    ["a difference", dims.subtract(H, C), "H − C"],
    ["what is above 0 first", dims.subtract(N, C), "N − C"],
    ["a number less a symbol", dims.subtract(3, C), "3 − C"],
    ["nothing above 0", dims.subtract(dims.negate(C), 3), "−C − 3"],
    ["3×3, padding 1", slid(H, 3, 1, 1), "H"],
    ["3×3 unpadded", slid(H, 3, 1, 0), "H − 2"],
    ["3×3, stride 2, padding 1", slid(H, 3, 2, 1), "⌊(H − 1)/2⌋ + 1"],
    ["7×7, stride 2, padding 3", slid(H, 7, 2, 3), "⌊(H − 1)/2⌋ + 1"],
    ["2×2, stride 2", slid(H, 2, 2, 0), "⌊H/2⌋"],
    ["3×3, stride 2 unpadded", slid(H, 3, 2, 0), "⌊(H − 1)/2⌋"],
    ["two halvings", slid(slid(H, 3, 2, 1), 3, 2, 1), "⌊(H − 1)/4⌋ + 1"],
    [
      "ResNet's five halvings",
      [7, 3, 3, 3, 3].reduce((h, k) => slid(h, k, 2, (k - 1) / 2), H),
      "⌊(H − 1)/32⌋ + 1",
    ],
    ["a symbolic stride", slid(H, 3, s, 1), "⌊(H − 1)/stride⌋ + 1"],
    ["a window as wide as its step", slid(H, s, s, 0), "⌊H/stride⌋"],
    ["a divisor of several factors", dims.floorDivide(H, dims.multiply(2, s)), "⌊H/(2·stride)⌋"],
    ["an exact quotient", dims.floorDivide(dims.multiply(C, 6), 3), "2·C"],
    ["what numerator and divisor share", dims.floorDivide(dims.multiply(2, C), 4), "⌊C/2⌋"],
    [
      "factors that numerator and divisor share",
      dims.floorDivide(dims.product([3, H, C, s]), dims.product([48, C, s])),
      "⌊H/16⌋",
    ],
    [
      "factors that not every product shares stay",
      dims.floorDivide(dims.add(dims.multiply(H, s), 3), dims.multiply(2, s)),
      "⌊(H·stride + 3)/(2·stride)⌋",
    ],
    ["plain products before floors", dims.add(dims.floorDivide(C, 2), H), "H + ⌊C/2⌋"],
    ["a maximum", dims.maximum(H, C), "max(C, H)"],
  ];
  for (const [name, dim, text] of rows) {
    it(`${name}: ${text}`, () => assert.equal(printDim(dim), text));
  }

  it("a formula that doubles with each block ends as unknown, and soon", () => {
    let size: dims.Dim = H;
    for (let block = 0; block < 60; block++) size = dims.maximum(size, dims.multiply(C, dims.add(size, 1)));
    assert.ok(dims.isUnknown(size));
    assert.equal(printDim(size), "?");
  });

  it("prints shapes long and short", () => {
    const shape = [N, 64, slid(H, 3, 2, 1), 7];
    assert.equal(dims.printShape(shape), "[N, 64, ⌊(H − 1)/2⌋ + 1, 7]");
    assert.equal(dims.printShapeShort(shape), "N×64×(⌊(H − 1)/2⌋ + 1)×7");
    assert.equal(dims.printShapeShort([]), "scalar");
  });
});
