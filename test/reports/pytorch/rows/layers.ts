import { type Value, x, y } from "../call.ts";
import type { Draw } from "../draw.ts";
import { type Drawn, type Row, row } from "../row.ts";
import { large } from "./functional.ts";

/** Norms, products of matrices, and what is left over. */
export const layers: readonly Row[] = [
  row("nn.BatchNorm2d", (draw) =>
    ofChannels(draw, {
      eps: () => 1e-3,
      momentum: () => 0.2,
      affine: () => draw.chance(0.5),
      trackRunningStats: () => draw.chance(0.4),
    }),
  ),
  row("nn.InstanceNorm2d", (draw) => {
    // PyTorch takes any number of channels where no weight has one.
    const { inputs, args } = ofChannels(draw, {});
    return { inputs, args, options: draw.some({ eps: () => 1e-3, affine: () => true }) };
  }),
  row("nn.GroupNorm", (draw) => {
    const [groups, shape] = inGroups(draw);
    const options = draw.some({ eps: () => 1e-3, affine: () => draw.chance(0.5) });
    return { inputs: [shape], args: [groups, shape[1] ?? 1], options };
  }),
  row("nn.LayerNorm", (draw) => {
    const shape = draw.shape(2, 4);
    const options = draw.some({ eps: () => 1e-3, elementwiseAffine: () => draw.chance(0.5) });
    return { inputs: [shape], args: [lastSizes(shape, draw)], options };
  }),
  ...["nn.LocalResponseNorm", "F.localResponseNorm"].map((callee) =>
    row(callee, (draw) => ({
      inputs: [draw.shape(3, 4)],
      args: [...(callee.startsWith("F.") ? [x] : []), draw.whole(1, 5)],
      options: draw.some({ alpha: () => 0.1, beta: () => draw.pick([0.5, 0.75, 1]), k: () => 2 }),
    })),
  ),
  row("nn.Linear", (draw) => {
    const shape = draw.shape(1, 4);
    return {
      inputs: [shape],
      args: [shape.at(-1) ?? 1, draw.whole(1, 17)],
      options: draw.some({ bias: () => draw.chance(0.5) }),
    };
  }),
  row("F.linear", (draw) => {
    const shape = draw.shape(1, 4);
    const out = draw.whole(1, 9);
    const weight = [out, shape.at(-1) ?? 1];
    return draw.chance(0.5)
      ? { inputs: [shape, weight], args: [x, y] }
      : { inputs: [shape, weight, [out]], args: [x, y, { tensor: 2 }] };
  }),
  ...["matmul", "x.matmul"].map((callee) => row(callee, (draw) => product(callee, matrices(draw)))),
  ...["bmm", "x.bmm"].map((callee) =>
    row(callee, ({ whole }) => {
      const [batch, rows, inner, columns] = [whole(1, 3), whole(1, 9), whole(1, 17), whole(1, 9)];
      return product(callee, [
        [batch, rows, inner],
        [batch, inner, columns],
      ]);
    }),
  ),
  row("x.mm", ({ whole }) => {
    const inner = whole(1, 17);
    return {
      inputs: [
        [whole(1, 17), inner],
        [inner, whole(1, 17)],
      ],
      args: [y],
    };
  }),
  row("einsum", contraction),
  row(
    "F.scaledDotProductAttention",
    ({ whole, chance }) => {
      const [batch, heads, queries, keys, width] = [
        whole(1, 2),
        whole(1, 3),
        whole(1, 7),
        whole(1, 7),
        whole(1, 9),
      ];
      const tensors = [
        [batch, heads, queries, width],
        [batch, heads, keys, width],
        [batch, heads, keys, whole(1, 9)],
      ];
      const qkv = [x, y, { tensor: 2 }];
      if (chance(0.3)) return { inputs: tensors, args: qkv, options: { isCausal: chance(0.8) } };
      return chance(0.5)
        ? { inputs: tensors, args: qkv }
        : { inputs: [...tensors, [queries, keys]], args: qkv, options: { attnMask: { tensor: 3 } } };
    },
    { callee: "attention" },
  ),
  row("nn.MultiheadAttention", ({ whole, chance, some }) => {
    const [heads, batch, queries, keys] = [whole(1, 4), whole(1, 3), whole(1, 5), whole(1, 5)];
    const width = heads * whole(1, 4);
    const batchFirst = chance(0.5);
    const hasBatch = chance(0.8);
    const [kdim, vdim] = chance(0.7) ? [width, width] : [whole(1, 6), whole(1, 6)];
    const sizes = (length: number, features: number): number[] => {
      if (!hasBatch) return [length, features];
      return batchFirst ? [batch, length, features] : [length, batch, features];
    };
    return {
      inputs: [sizes(queries, width), sizes(keys, kdim), sizes(keys, vdim)],
      args: [width, heads],
      options: {
        batchFirst,
        ...(kdim !== width && { kdim }),
        ...(vdim !== width && { vdim }),
        ...some({ bias: () => chance(0.5) }),
      },
    };
  }),
  row("nn.PReLU", (draw) => {
    const shape = draw.shape(2, 4);
    return { inputs: [shape], args: draw.pick([[], [shape[1] ?? 1], [shape[1] ?? 1, 0.1]]) };
  }),
  row("F.prelu", (draw) => {
    const shape = draw.shape(2, 4);
    return { inputs: [shape, [draw.pick([1, shape[1] ?? 1])]], args: [x, y] };
  }),
  ...["Dropout", "Dropout2d", "AlphaDropout"].map((name) =>
    row(`nn.${name}`, ({ image, some, chance }) => ({
      inputs: [image()],
      ...(chance(0.2) ? {} : { args: [0.3], options: some({ inplace: () => chance(0.5) }) }),
    })),
  ),
  row("nn.Dropout1d", (draw) => ({ inputs: [draw.shape(2, 3)], args: [0.3] })),
  row("nn.Dropout3d", (draw) => ({ inputs: [[...draw.shape(2, 3), 3, 2].slice(0, 5)], args: [0.3] })),
  row(
    "nn.StochasticDepth",
    ({ image, pick }) => ({ inputs: [image()], args: [0.3, pick(["row", "batch"])] }),
    {
      callee: "torchvision.ops.StochasticDepth",
    },
  ),
  ...["F.dropout", "F.dropout2d", "F.alphaDropout"].map((name) =>
    row(name, ({ image }) => ({ inputs: [image()], args: [x, 0.3], options: { training: false } })),
  ),
  row("F.dropout1d", (draw) => ({
    inputs: [draw.shape(2, 3)],
    args: [x, 0.3],
    options: { training: false },
  })),
  row("F.dropout3d", (draw) => ({
    inputs: [[...draw.shape(2, 3), 3, 2].slice(0, 5)],
    args: [x, 0.3],
    options: { training: false },
  })),
  row("zeros", ({ shape }) => ({ inputs: [], args: shape(1, 4) })),
  row("ones", ({ shape }) => ({ inputs: [], args: [shape(1, 4)] })),
  row("zerosLike", ({ shape }) => ({ inputs: [shape(1, 4)], args: [x] })),
  row("onesLike", ({ shape }) => ({ inputs: [shape(1, 4)], args: [x] })),
  row("fullLike", ({ shape }) => ({ inputs: [shape(1, 4)], args: [x, 0.25] })),
  row("full", ({ shape }) => ({ inputs: [], args: [shape(1, 4), 0.25] }), { callee: "full" }),
];

function ofChannels(draw: Draw, options: Readonly<Record<string, () => Value>>): Drawn {
  const image = large(draw);
  return { inputs: [image], args: [image[1] ?? 1], options: draw.some(options) };
}

function inGroups(draw: Draw): readonly [groups: number, shape: readonly number[]] {
  const groups = draw.whole(1, 4);
  return [groups, [draw.whole(1, 3), groups * draw.whole(2, 4), ...draw.shape(0, 2)]];
}

function lastSizes(shape: readonly number[], draw: Draw): Value {
  const last = shape.slice(draw.whole(1, shape.length - 1));
  return last.length === 1 && draw.chance(0.5) ? (last[0] ?? 1) : last;
}

function product(callee: string, inputs: Drawn["inputs"]): Drawn {
  return { inputs, args: callee.startsWith("x.") ? [y] : [x, y] };
}

/** Vectors, matrices, and stacks of matrices that broadcast. */
function matrices({ whole, pick, chance }: Draw): Drawn["inputs"] {
  const [rows, inner, columns, batch, other] = [
    whole(1, 9),
    whole(1, 17),
    whole(1, 17),
    whole(1, 3),
    whole(1, 2),
  ];
  const left = pick([[inner], [rows, inner], [batch, rows, inner], [other, batch, rows, inner]]);
  const right = pick([[inner], [inner, columns], [chance(0.5) ? 1 : batch, inner, columns]]);
  return [left, right];
}

function contraction(draw: Draw): Drawn {
  const [b, i, j, k, h] = Array.from({ length: 5 }, () => draw.whole(1, 6)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const sizes: Readonly<Record<string, number>> = { b, i, j, k, h };
  const equation = draw.pick([
    "bij,bjk->bik",
    "ij,jk->ik",
    "bhik,bhjk->bhij",
    "ij,jk->ki",
    "bij,jk->bik",
    "i,j->ij",
    "bi,bi->b",
  ]);
  const letters = (equation.split("->")[0] ?? "").split(",");
  return {
    inputs: letters.map((one) => [...one].map((letter) => sizes[letter] ?? 1)),
    args: [equation, x, y],
  };
}
