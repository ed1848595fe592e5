import { type Value, x, y } from "../call.ts";
import type { Draw } from "../draw.ts";
import { type Drawn, given, type Row, row } from "../row.ts";

/** What makes fewer numbers of many, and what divides by such. */
export const reductions: readonly Row[] = [
  ...["sum", "mean"].flatMap((name) => [
    row(name, (draw) => withSelf(overAxes(draw, true))),
    row(`x.${name}`, (draw) => overAxes(draw, true)),
  ]),
  ...["amax", "amin"].map((name) => row(`x.${name}`, (draw) => overAxes(draw, true))),
  row("x.logsumexp", (draw) => overAxes(draw, false)),
  ...["prod", "argmax", "argmin", "max", "min"].map((name) => row(`x.${name}`, overAxis)),
  ...["var", "std"].map((name) =>
    row(`x.${name}`, (draw) => {
      const { inputs, args, options } = overAxes(draw, false);
      return { inputs, args, options: { ...options, ...spread(draw) } };
    }),
  ),
  row("x.cumsum", (draw) => alongAxis(draw)),
  row("cumsum", (draw) => withSelf(alongAxis(draw))),
  row("x.norm", (draw) => {
    const { inputs, args = [], options } = overAxes(draw, false);
    const p = draw.pick([0, 1, 1.5, 2, 3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    return { inputs, args: [p, ...args], options };
  }),
  row("F.normalize", (draw) => {
    const shape = draw.shape(2, 4);
    const options = draw.some({
      p: () => draw.pick([1, 2, 3]),
      dim: () => draw.axis(shape.length),
      eps: () => 1e-6,
    });
    return { inputs: [shape], args: [x], options };
  }),
  row("F.cosineSimilarity", (draw) => {
    const shape = draw.shape(2, 4);
    const options = draw.some({ dim: () => draw.axis(shape.length), eps: () => 1e-6 });
    return { inputs: [shape, shape], args: [x, y], options };
  }),
  ...["softmax", "logSoftmax"].map((name) => row(`x.${name}`, alongAxis)),
  ...["softmax", "logSoftmax", "softmin", "glu"].map((name) =>
    row(`F.${name}`, (draw) => withSelf(alongAxis(draw))),
  ),
  ...["Softmax", "LogSoftmax", "Softmin", "GLU"].map((name) => row(`nn.${name}`, alongAxis)),
  row("nn.Softmax2d", (draw) => ({ inputs: [draw.image()] })),
];

function withSelf({ args = [], ...rest }: Drawn): Drawn {
  return { ...rest, args: [x, ...args] };
}

function overAxes(draw: Draw, mayBeAll: boolean): Drawn {
  const shape = draw.shape(1, 4);
  if (mayBeAll && draw.chance(0.2)) return { inputs: [shape] };
  const axes = draw.axes(shape.length);
  const [one = 0] = axes;
  const dims = axes.length === 1 && draw.chance(0.5) ? one : axes;
  return { inputs: [shape], args: [dims], options: draw.some({ keepdim: () => draw.chance(0.5) }) };
}

function overAxis(draw: Draw): Drawn {
  const shape = draw.shape(1, 4);
  if (draw.chance(0.2)) return { inputs: [shape] };
  const options = draw.some({ keepdim: () => draw.chance(0.5) });
  return { inputs: [shape], args: given(draw.axis(shape.length)), options };
}

function alongAxis(draw: Draw): Drawn {
  const shape = draw.shape(1, 4);
  return { inputs: [shape], args: [draw.axis(shape.length)] };
}

/** What a variance is divided by, in PyTorch's newer and older words. */
function spread(draw: Draw): Readonly<Record<string, Value>> {
  return draw.pick<Readonly<Record<string, Value>>>([
    {},
    { correction: draw.whole(0, 1) },
    { unbiased: draw.pick([true, false]) },
  ]);
}
