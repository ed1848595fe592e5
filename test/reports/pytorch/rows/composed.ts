import { type Value, x, y, z } from "../call.ts";
import type { Draw } from "../draw.ts";
import { given, type Row, row } from "../row.ts";
import { broadcasting } from "./pointwise.ts";

/** What comes down to a few other methods. */
export const composed: readonly Row[] = [
  row("x.logicalNot", ({ shape }) => ({ inputs: [shape(0, 4)], fill: "whole" })),
  ...["x.logicalAnd", "x.logicalOr", "x.logicalXor"].map((callee) =>
    row(callee, (draw) => ({ inputs: broadcasting(draw), args: [y], fill: "whole" })),
  ),
  ...["x.log2", "x.log10"].map((callee) =>
    row(callee, ({ shape }) => ({ inputs: [shape(0, 4)], fill: "positive" })),
  ),
  row("x.trunc", ({ shape }) => ({ inputs: [shape(0, 4)] })),
  row("x.lerp", (draw) => ({ inputs: broadcasting(draw), args: [y, draw.pick([0, 0.3, 1, 2])] })),
  ...["x.addcmul", "x.addcdiv"].map((callee) =>
    row(callee, (draw) => {
      const [left = [], right = []] = broadcasting(draw);
      const options = draw.some({ value: () => draw.pick([0.5, -2]) });
      return { inputs: [left, right, right], args: [y, z], options, fill: "positive" };
    }),
  ),
  row("x.repeatInterleave", (draw) => {
    const shape = draw.shape(1, 4);
    return {
      inputs: [shape],
      args: given(draw.whole(1, 3), draw.pick([undefined, draw.axis(shape.length)])),
    };
  }),
  row("x.unfold", (draw) => {
    const shape = draw.shape(1, 4);
    const axis = draw.axis(shape.length);
    return { inputs: [shape], args: [axis, draw.whole(1, shape.at(axis) ?? 1), draw.whole(1, 3)] };
  }),
  ...["x.tril", "x.triu"].map((callee) =>
    row(callee, (draw) => ({ inputs: [draw.shape(2, 4)], args: given(draw.pick([undefined, 1, -2, 5])) })),
  ),
  ...["stdMean", "varMean"].map((callee) =>
    row(callee, (draw) => {
      const shape = draw.shape(1, 4);
      return {
        inputs: [shape],
        args: [x, draw.axes(shape.length)],
        options: draw.some({ keepdim: () => true }),
      };
    }),
  ),
  ...["nn.RReLU", "F.rrelu"].map((callee) =>
    row(callee, (draw) => ({
      inputs: [draw.shape(0, 4)],
      args: [...(callee.startsWith("F.") ? [x] : []), ...draw.pick<readonly Value[]>([[], [0.1, 0.5]])],
    })),
  ),
  ...["nn.PairwiseDistance", "F.pairwiseDistance"].map((callee) =>
    row(callee, (draw) => {
      const shape = draw.shape(2, 4);
      const options = draw.some({ p: () => draw.pick([1, 2, 3]), eps: () => 1e-4, keepdim: () => true });
      return { inputs: [shape, shape], args: callee.startsWith("F.") ? [x, y] : [], options };
    }),
  ),
  row("nn.CosineSimilarity", (draw) => {
    const shape = draw.shape(2, 4);
    const options = draw.some({ dim: () => draw.axis(shape.length), eps: () => 1e-6 });
    return { inputs: [shape, shape], options };
  }),
  ...[1, 2].flatMap((axes) =>
    [`nn.LPPool${axes}d`, `F.lpPool${axes}d`].map((callee) =>
      row(callee, (draw) => {
        const inputs = [
          [draw.whole(1, 2), draw.whole(1, 3), ...Array.from({ length: axes }, () => draw.whole(4, 9))],
        ];
        const options = draw.some({ stride: () => draw.whole(1, 3), ceilMode: () => draw.chance(0.5) });
        const args = [...(callee.startsWith("F.") ? [x] : []), draw.pick([1, 2, 3]), kernel(draw, axes)];
        return { inputs, args, options, fill: "positive" };
      }),
    ),
  ),
];

function kernel(draw: Draw, axes: number): Value {
  if (axes === 1 || draw.chance(0.5)) return draw.whole(1, 4);
  return [draw.whole(1, 4), draw.whole(1, 4)];
}
