import { type Value, x, y } from "../call.ts";
import type { Draw } from "../draw.ts";
import { type Drawn, given, type Row, row } from "../row.ts";

/** What gives numbers another shape or place. */
export const shapes: readonly Row[] = [
  ofShape("x.squeeze", 1, (shape, { pick, axis }) => given(pick([undefined, axis(shape.length)]))),
  ofShape("x.unsqueeze", 0, (shape, { axis }) => [axis(shape.length + 1)]),
  ofShape("x.reshape", 1, reshaped),
  ofShape("x.view", 1, (shape, draw) => [reshaped(shape, draw)]),
  ...["x.reshapeAs", "x.viewAs"].map((callee) =>
    row(callee, (draw) => {
      const shape = draw.shape(1, 4);
      return { inputs: [shape, reshaped(shape, draw).map((size) => Math.max(size, 1))], args: [y] };
    }),
  ),
  ofShape("x.unflatten", 1, (shape, draw) => {
    const axis = draw.axis(shape.length);
    return [axis, factored(shape.at(axis) ?? 1, draw)];
  }),
  ...["flatten", "x.flatten", "F.flatten"].map((callee) =>
    ofShape(
      callee,
      1,
      (shape, draw) => flattened(shape, draw),
      callee === "F.flatten" ? { callee: "torch.flatten" } : {},
    ),
  ),
  row("nn.Flatten", (draw) => ({ inputs: [draw.shape(2, 4)], args: draw.pick([[], [1], [0, -1], [1, 1]]) })),
  row("nn.Unflatten", (draw) => {
    const shape = draw.shape(2, 4);
    const axis = draw.whole(1, shape.length - 1);
    return { inputs: [shape], args: [axis, factored(shape[axis] ?? 1, draw)] };
  }),
  ofShape("x.permute", 1, (shape, draw) => ordered(shape, draw)),
  ...["x.transpose", "x.swapaxes"].map((callee) =>
    ofShape(callee, 1, ({ length }, { axis }) => [axis(length), axis(length)]),
  ),
  row("x.t", (draw) => ({ inputs: [draw.shape(0, 3)], args: [] })),
  ofShape("x.movedim", 1, (shape, draw) => {
    const source = ordered(shape, draw).slice(0, draw.whole(1, shape.length));
    const destination = ordered(shape, draw).slice(0, source.length);
    return [source, destination];
  }),
  ...["x.contiguous", "x.clone"].map((callee) => ofShape(callee, 0, () => [])),
  row("nn.Identity", (draw) => ({ inputs: [draw.shape(0, 4)] })),
  ofShape("x.narrow", 1, (shape, draw) => {
    const axis = draw.axis(shape.length);
    const size = shape.at(axis) ?? 1;
    const start = draw.below(size);
    return [axis, draw.chance(0.3) ? start - size : start, draw.whole(1, size - start)];
  }),
  ofShape("x.select", 1, (shape, draw) => {
    const axis = draw.axis(shape.length);
    return [axis, draw.axis(shape.at(axis) ?? 1)];
  }),
  ofShape("x.slice", 1, sliced, { callee: "sliced" }),
  ofShape(
    "x.indexSelect",
    1,
    (shape, draw) => {
      const axis = draw.axis(shape.length);
      const size = shape.at(axis) ?? 1;
      return [axis, Array.from({ length: draw.whole(1, 6) }, () => draw.below(size))];
    },
    { callee: "index_select" },
  ),
  ofShape("x.index", 1, indexed, { callee: "index" }),
  ofShape("x.unbind", 1, (shape, draw) => given(draw.pick([undefined, draw.axis(shape.length)]))),
  ofShape("x.chunk", 1, (shape, draw) =>
    given(draw.whole(1, 4), draw.pick([undefined, draw.axis(shape.length)])),
  ),
  ofShape("x.split", 1, (shape, draw) => {
    const axis = draw.axis(shape.length);
    const size = shape.at(axis) ?? 1;
    const first = draw.below(size);
    return [draw.chance(0.5) || first === 0 ? draw.whole(1, size) : [first, size - first], axis];
  }),
  ofShape("x.expand", 0, expanded),
  row("x.expandAs", (draw) => {
    const shape = draw.shape(1, 4);
    return { inputs: [shape.map((size) => (draw.chance(0.4) ? 1 : size)), shape], args: [y] };
  }),
  ofShape("x.repeat", 0, (shape, draw) =>
    Array.from({ length: Math.max(shape.length + draw.below(2), 1) }, () => draw.whole(1, 3)),
  ),
  ...["flip", "x.flip"].map((callee) => ofShape(callee, 1, (shape, draw) => [draw.axes(shape.length)])),
  ...["roll", "x.roll"].map((callee) => ofShape(callee, 1, rolled)),
  row("cat", (draw) => {
    const shape = draw.shape(1, 4);
    const axis = draw.axis(shape.length);
    const other = shape.map((size, at) =>
      at === (axis + shape.length) % shape.length ? draw.whole(1, 9) : size,
    );
    return { inputs: [shape, other], args: given([x, y], draw.chance(0.8) ? axis : undefined) };
  }),
  row("stack", (draw) => {
    const shape = draw.shape(0, 3);
    return {
      inputs: [shape, shape],
      args: given([x, y], draw.pick([undefined, draw.axis(shape.length + 1)])),
    };
  }),
];

/** A function or method of one tensor of at least so many axes. */
function ofShape(
  callee: string,
  fewest: number,
  args: (shape: readonly number[], draw: Draw) => readonly Value[],
  python = {},
): Row {
  const draw = (random: Draw): Drawn => {
    const shape = random.shape(fewest, 4).map((size) => (random.chance(0.2) ? 1 : size));
    const self = callee.startsWith("x.") ? [] : [x];
    return { inputs: [shape], args: [...self, ...args(shape, random)] };
  };
  return row(callee, draw, python);
}

function product(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

/** Two or three sizes of the same product, of which one may be left open. */
function reshaped(shape: readonly number[], draw: Draw): number[] {
  const sizes = factored(product(shape), draw);
  if (draw.chance(0.3)) sizes.push(1);
  return sizes;
}

function factored(size: number, draw: Draw): number[] {
  const factors = Array.from({ length: size }, (_, index) => index + 1).filter((one) => size % one === 0);
  const first = draw.pick(factors);
  return draw.pick([
    [first, size / first],
    [first, -1],
    [-1, size / first],
  ]);
}

function flattened({ length }: readonly number[], draw: Draw): readonly Value[] {
  const start = draw.below(length);
  return draw.pick([[], [start], [start, -1], [start, draw.whole(start, length - 1)]]);
}

/** All axes in some order. */
function ordered(shape: readonly number[], draw: Draw): number[] {
  const axes = shape.map((_, axis) => ({ axis, at: draw.next() })).sort((a, b) => a.at - b.at);
  return axes.map(({ axis }) => (draw.chance(0.2) ? axis - shape.length : axis));
}

function sliced(shape: readonly number[], draw: Draw): readonly Value[] {
  const axis = draw.axis(shape.length);
  const size = shape.at(axis) ?? 1;
  const start = draw.pick([null, draw.whole(-size, size - 1)]);
  return given(
    axis,
    start,
    draw.pick([undefined, null, draw.whole(-size, size + 2)]),
    draw.pick([undefined, 1, 2, 3]),
  );
}

function indexed(shape: readonly number[], draw: Draw): readonly Value[] {
  const withList = draw.chance(0.3);
  const parts = shape.map((size) =>
    draw.pick<Value>([
      ":",
      "::2",
      `${draw.below(size)}:`,
      `:${draw.whole(1, size)}`,
      withList ? ":" : draw.axis(size),
    ]),
  );
  const cut = parts.slice(0, draw.whole(1, shape.length));
  if (withList) cut[draw.below(cut.length)] = [0, 0];
  if (draw.chance(0.2)) cut.push(null);
  return cut.length === shape.length || draw.chance(0.7)
    ? cut
    : ["...", ...cut.filter((one) => one === ":"), ":"];
}

function expanded(shape: readonly number[], draw: Draw): readonly Value[] {
  const sizes = shape.map((size) => (size === 1 ? draw.whole(1, 4) : draw.pick([size, -1])));
  return sizes.length === 0 || draw.chance(0.3) ? [draw.whole(1, 3), ...sizes] : sizes;
}

function rolled(shape: readonly number[], draw: Draw): readonly Value[] {
  const shift = (): number => draw.whole(-5, 5);
  const axes = draw.axes(shape.length);
  return draw.pick<readonly Value[]>([
    [shift()],
    [shift(), draw.axis(shape.length)],
    [axes.map(shift), axes],
  ]);
}
