import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "mocha";
import {
  type Attrs,
  type AttrValue,
  type Dim,
  elementCount,
  isUnknown,
  knownShape,
  printShape,
  type Shape,
  substitute,
  sum,
  symbol,
  unknownDim,
} from "../../src/ir/index.ts";
import {
  type AnyOp,
  findOp,
  isOp,
  type OpExample,
  type OpProblem,
  ops,
  type ReferenceTensor,
} from "../../src/ops/index.ts";
import { type ProblemCode, sentenceOf } from "../../src/problems/index.ts";
import { fc, runsOf } from "../support/properties.ts";

/** What broken code gives in the place of an attribute. */
const oddValues = [
  undefined,
  null,
  true,
  "same",
  "tanh",
  "N",
  {},
  { kind: "sum" },
  unknownDim("?"),
  symbol("C"),
];

describe("ops", () => {
  it("are one file each, all of them in the list", () => {
    const others = ["index", "op", "lowering", "reference-tensor", "starting-values", "calculated-start"];
    const files = readdirSync("src/ops", { withFileTypes: true }).filter(
      (entry) => entry.isFile() && !entry.name.endsWith(".generated.ts"),
    );
    const kinds = files
      .map((file) => file.name.replace(/\.ts$/, ""))
      .filter((name) => !others.includes(name));
    assert.deepEqual(ops.map((op) => op.kind).sort(), kinds.sort());
  });

  it("are found by their kind, and only by it", () => {
    for (const op of ops) assert.equal(findOp(op.kind), op);
    assert.throws(() => findOp("conv9d"), /no op "conv9d"/);
    assert.deepEqual(["conv2d", "conv9d"].map(isOp), [true, false]);
  });

  for (const op of ops) {
    describe(op.kind, () => {
      describesItself(op);
      for (const example of op.examples) holdsExample(op, example);
      for (const refusal of op.refusals ?? []) {
        it(`refuses ${refusal.name}`, () => {
          const [problem, ...more] = op.check(refusal.attrs);
          assert.equal(problem?.code, refusal.problem);
          assert.deepEqual(problem?.blame, { kind: "attr", name: refusal.blames });
          assert.deepEqual(more, []);
          assertSaid(problem);
        });
      }
      survivesGarbage(op);
    });
  }
});

function describesItself(op: AnyOp): void {
  it("has a name, a line about itself and examples", () => {
    assert.match(op.displayName, /^\w+$/);
    assert.match(op.summary, /^[A-Z].*\.$/);
    assert.ok(op.examples.length > 0);
  });
}

function holdsExample(op: AnyOp, example: OpExample<Attrs>): void {
  const { name, attrs, inputs, output } = example;
  const isSound = (example.problems ?? []).length === 0;

  it(`${name}: ${inputs.map(printShape).join(", ")} → ${printShape(output)}`, () => {
    const inferred = op.infer(attrs, inputs);
    assert.deepEqual(inferred.value, output);
    assert.deepEqual(codes(inferred.problems), example.problems ?? []);
    for (const problem of inferred.problems) assertSaid(problem);
    assert.deepEqual(op.check(attrs), []);
    assert.deepEqual(op.infer(attrs, inputs), inferred, "asked twice, it answers the same");
  });

  it(`${name}: counts`, () => {
    const params = Object.values(op.params(attrs));
    const learned = params.filter((param) => param.learned).map((param) => elementCount(param.shape));
    assert.deepEqual(sum(learned), example.parameters);
    assert.deepEqual(op.macs(attrs, inputs, output), example.macs);
    if (op.category !== "source") assert.ok(op.title(attrs, inputs).startsWith(op.displayName));
  });

  if (!isSound) return;
  it(`${name}: sizes by name give the same after substitution`, () => {
    for (const variant of withOneSymbol(inputs)) {
      const { value, problems } = op.infer(attrs, variant.inputs);
      const back = new Map([["anyone", variant.size]]);
      assert.deepEqual(problems, []);
      // A size by name is not taken for 1, so that no axis is left out for it.
      if (variant.size === 1 && value.length > output.length) continue;
      assert.deepEqual(
        value.map((size) => substitute(size, back)),
        output,
      );
      assert.deepEqual(substitute(op.macs(attrs, variant.inputs, value), back), example.macs);
    }
  });

  it(`${name}: an unknown size is not a fault`, () => {
    const unknownInputs = inputs.map((shape) => shape.map(() => unknownDim("not given")));
    assert.deepEqual(op.infer(attrs, unknownInputs).problems, []);
    assert.deepEqual(op.check(forget(attrs) as Attrs), []);
    assert.deepEqual(op.infer(forget(attrs) as Attrs, inputs).problems, []);
  });

  const isSmall = [...inputs, output].every(
    (shape) => (knownShape([elementCount(shape)])?.[0] ?? 1e9) < 2000,
  );
  if (isSmall) computesExample(op, example);
}

function computesExample(op: AnyOp, example: OpExample<Attrs>): void {
  const { name, attrs, inputs, output, values } = example;
  it(`${name}: ${values === undefined ? "the reference gives the shape" : "the numbers"}`, () => {
    const shapes = inputs.map((shape) => knownShape(shape) ?? []);
    const tensors = shapes.map((shape, i) => tensor(shape, values?.inputs[i]));
    const params = Object.entries(op.params(attrs)).map(([param, { shape }]) => {
      return [param, tensor(knownShape(shape) ?? [], values?.params?.[param])] as const;
    });
    const result = op.reference(attrs as never, tensors, Object.fromEntries(params));
    assert.deepEqual(result.shape, output);
    assert.equal(result.data.length, elementCount(output));
    if (values !== undefined) assertClose(result.data, values.output);
    assert.equal(typeof op.lower(attrs as never, shapes).family, "string");
  });
}

/** Attributes and shapes as broken code may give them: nothing of it may throw, whatever the answer. */
function survivesGarbage(op: AnyOp): void {
  const garbage = fc.oneof(
    fc.integer({ min: -3, max: 9 }),
    fc.double(),
    fc.constantFrom(...oddValues),
    fc.array(fc.integer()),
  );
  const size = fc.oneof(
    fc.integer({ min: -1, max: 9 }),
    fc.constantFrom(symbol("N"), unknownDim("not given")),
  );
  const shapes = fc.array(fc.array(size, { maxLength: 6 }), { maxLength: 4 });
  const examples = fc.constantFrom(...op.examples);

  it("never throws on the author's values", () => {
    fc.assert(
      fc.property(examples, shapes, fc.infiniteStream(fc.option(garbage)), (example, inputs, stream) => {
        const attrs = spoil(example.attrs, stream);
        const { value, problems } = op.infer(attrs, inputs);
        for (const problem of [...op.check(attrs), ...problems]) assertSaid(problem);
        for (const dim of [...value, op.macs(attrs, inputs, value), op.elementwise(attrs, inputs, value)]) {
          assert.ok(isDim(dim), `${dim} is a dim`);
        }
        for (const { shape } of Object.values(op.params(attrs))) assert.ok(shape.every(isDim));
        assert.doesNotMatch(op.title(attrs, inputs), /\[object/);
        assert.match(op.window(attrs, inputs).kind, /^(pointwise|sliding|resampling|permuted|mixed|whole)$/);
      }),
      { numRuns: runsOf(300) },
    );
  });
}

/** Replaces some attributes, or elements of a list, by what the stream gives; null leaves one as it is. */
function spoil(attrs: Attrs, stream: Iterator<unknown>): Attrs {
  const next = (value: unknown): unknown => stream.next().value ?? value;
  const spoilt = Object.entries(attrs).map(([name, value]) => {
    return [name, next(Array.isArray(value) ? value.map(next) : value)];
  });
  return Object.fromEntries(spoilt) as Attrs;
}

/** The same attributes with every number and flag unknown. */
function forget(value: AttrValue | Attrs): unknown {
  if (typeof value === "number" || typeof value === "boolean") return unknownDim("not given");
  if (Array.isArray(value)) return value.map(forget);
  if (typeof value !== "object" || value === null || "kind" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, forget(part)]));
}

/** The inputs once for each of their sizes that is a number, that one replaced by a symbol. */
function withOneSymbol(inputs: readonly Shape[]): readonly { inputs: readonly Shape[]; size: number }[] {
  return inputs.flatMap((shape, i) =>
    shape.flatMap((size, axis) => {
      if (typeof size !== "number") return [];
      return [{ size, inputs: inputs.with(i, shape.with(axis, symbol("anyone"))) }];
    }),
  );
}

function assertSaid(problem: OpProblem | undefined): void {
  assert.ok(problem !== undefined);
  assert.match(sentenceOf(problem), /^[A-Zn].*\.$/s);
}

function assertClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => {
    const tolerance = 1e-6 * Math.max(1, Math.abs(value));
    assert.ok(
      actual[i] === value || Math.abs((actual[i] ?? Number.NaN) - value) <= tolerance,
      `element ${i} is ${actual[i]}, not ${value}`,
    );
  });
}

function tensor(shape: readonly number[], values: readonly number[] | undefined): ReferenceTensor {
  const count = shape.reduce((a, b) => a * b, 1);
  if (values !== undefined)
    assert.equal(values.length, count, "the example has as many numbers as its shape");
  return {
    shape,
    data: Float32Array.from(values ?? Array.from({ length: count }, (_, i) => Math.sin(i + 1))),
  };
}

function codes(problems: readonly OpProblem[]): readonly ProblemCode[] {
  return problems.map((problem) => problem.code);
}

function isDim(dim: Dim): boolean {
  return typeof dim === "number" ? Number.isInteger(dim) : isUnknown(dim) || dim.kind === "sum";
}
