import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Attrs, elementCount, known, knownShape } from "../../src/ir/index.ts";
import { type AnyOp, type OpExample, ops, type ReferenceTensor, type Window } from "../../src/ops/index.ts";

/** Every number of the input is changed in turn, and the reference runs each time. */
const mostElements = 300;

/** How many places of the input an output sees, over each axis from the first to the last that changes it. */
interface Seen {
  readonly output: readonly number[];
  readonly places: readonly (readonly number[])[];
}

describe("no output sees more of the input than its op's receptive field says", () => {
  for (const op of ops) {
    const examples = op.examples.filter(isSmall);
    for (const example of examples) {
      it(`${op.kind}: ${example.name}`, () => {
        const window = op.window(example.attrs, example.inputs);
        for (const seen of whatIsSeen(op, example)) assertWithin(window, seen);
        if (window.kind === "sliding") assertStride(window, whatIsSeen(op, example));
      });
    }
  }

  it("and only what has no input has no example", () => {
    const untried = ops.filter(({ examples }) => !examples.some(isSmall));
    assert.deepEqual(
      untried.filter(({ category }) => category !== "source").map(({ kind }) => kind),
      [],
    );
  });
});

function isSmall({ inputs, output, problems = [] }: OpExample<Attrs>): boolean {
  const shapes = [...inputs, output].map(knownShape);
  if (problems.length > 0 || shapes.includes(undefined) || inputs.length === 0) return false;
  return [inputs[0] ?? [], output].every((shape) => Number(elementCount(shape)) <= mostElements);
}

function whatIsSeen(op: AnyOp, { attrs, inputs, values }: OpExample<Attrs>): readonly Seen[] {
  const shapes = inputs.map((shape) => knownShape(shape) ?? []);
  const params = Object.entries(op.params(attrs)).map(([name, { shape }], stream) => {
    return [name, made(knownShape(shape) ?? [], values?.params?.[name], stream + 5)] as const;
  });
  const tensors = shapes.map((shape, stream) => made(shape, values?.inputs[stream], stream));
  const run = (x: ReferenceTensor) =>
    op.reference(attrs as never, [x, ...tensors.slice(1)], Object.fromEntries(params));
  const [x] = tensors;
  assert(x !== undefined);
  const before = run(x);
  const places = Array.from(before.data, (): (readonly number[])[] => []);
  for (const at of x.data.keys()) {
    for (const change of [-3, 0.25, 3]) {
      const data = x.data.slice();
      data[at] = (data[at] ?? 0) + change;
      run({ ...x, data }).data.forEach((value, index) => {
        if (!Object.is(value, before.data[index])) places[index]?.push(indexOf(at, x.shape));
      });
    }
  }
  return places.map((of, index) => ({ output: indexOf(index, before.shape), places: of }));
}

function assertWithin(window: Window, { output, places }: Seen): void {
  const spans = (places[0] ?? []).map((_, axis) => spanOf(places.map((place) => place[axis] ?? 0)));
  const last = (count: number) => spans.slice(-count);
  const where = `output [${output}]`;
  // Channels stand at one place.
  const apart = new Set(places.map((place) => String(place.toSpliced(1, 1))));
  if (window.kind === "pointwise") assert.ok(apart.size <= 1, `${where} sees several places`);
  if (window.kind === "sliding" || window.kind === "resampling")
    last(window.size.length).forEach((span, axis) => {
      assert.ok(span <= sizeOf(window.size[axis]), `${where} sees ${span} along axis ${axis}`);
    });
  if (window.kind === "permuted")
    for (const place of places)
      assert.deepEqual(
        window.order.map((axis) => place[axis]),
        output,
      );
  if (window.kind === "mixed")
    spans.forEach((span, axis) => {
      assert.ok(span <= 1 || window.axes.includes(axis), `${where} sees ${span} along axis ${axis}`);
    });
}

/** Windows of outputs that follow each other begin a stride apart. */
function assertStride({ size, stride }: Extract<Window, { kind: "sliding" }>, all: readonly Seen[]): void {
  size.forEach((length, index) => {
    const back = size.length - index;
    const ahead = all.flatMap(({ output, places }) =>
      places.map((place) => (place.at(-back) ?? 0) - (output.at(-back) ?? 0) * sizeOf(stride[index])),
    );
    assert.ok(spanOf(ahead) <= sizeOf(length), `windows along axis ${index} are further apart`);
  });
}

function spanOf(places: readonly number[]): number {
  return places.length === 0 ? 0 : Math.max(...places) - Math.min(...places) + 1;
}

function sizeOf(size: Parameters<typeof known>[0] | undefined): number {
  return (size === undefined ? undefined : known(size)) ?? Number.POSITIVE_INFINITY;
}

function indexOf(offset: number, shape: readonly number[]): readonly number[] {
  const index: number[] = [];
  let rest = offset;
  for (const size of shape.toReversed()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

function made(
  shape: readonly number[],
  values: readonly number[] | undefined,
  stream: number,
): ReferenceTensor {
  const count = shape.reduce((a, b) => a * b, 1);
  return {
    shape,
    data: Float32Array.from(
      values ?? Array.from({ length: count }, (_, i) => Math.sin(i + 1 + 10 * stream) + 0.1),
    ),
  };
}
