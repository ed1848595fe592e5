import { type Call, x, y, z } from "./call.ts";

/** Calls on which the two once differed; they are recorded with PyTorch's answers, so that they never do again. */
export const found: readonly Call[] = [
  call("nn.GLU", [[1, 7, 8]], [1]),
  call("F.glu", [[3, 4]], [x, 0]),
  call("nn.StochasticDepth", [[3, 3, 2, 2]], [0.3, "rowx"]),
  call("nn.Softmax2d", [[2, 1, 2, 2, 2]], []),
  call("nn.Softmax2d", [[2, 3]], []),
  call("nn.PReLU", [[2, 1, 2, 2]], [5]),
  call("F.prelu", [[2, 1, 3], [3]], [x, y]),
  call("nn.Dropout1d", [[2, 4, 1, 7]], [0.3]),
  call("nn.Dropout1d", [[4]], [0.3]),
  call(
    "x.bmm",
    [
      [2, 3, 4],
      [1, 4, 2],
    ],
    [y],
  ),
  call(
    "bmm",
    [
      [1, 3, 4],
      [2, 4, 2],
    ],
    [x, y],
  ),
  call(
    "nn.MultiheadAttention",
    [
      [4, 1, 4],
      [3, 1, 4],
      [3, 2, 4],
    ],
    [4, 2],
  ),
  call(
    "nn.MultiheadAttention",
    [
      [4, 1, 4],
      [3, 2, 4],
      [3, 2, 4],
    ],
    [4, 2],
  ),
  call(
    "nn.MultiheadAttention",
    [
      [4, 6],
      [3, 6],
      [3, 6],
    ],
    [6, 2],
  ),
  call(
    "nn.MultiheadAttention",
    [
      [4, 6],
      [3, 6],
      [3, 6],
    ],
    [6, 2],
    { batchFirst: true },
  ),
  call(
    "F.scaledDotProductAttention",
    [
      [1, 1, 5, 2],
      [1, 1, 4, 2],
      [1, 1, 4, 3],
      [2, 5, 4],
    ],
    [x, y, z],
    {
      attnMask: { tensor: 3 },
    },
  ),
  call("F.linear", [[2, 3], [3]], [x, y]),
  call("F.linear", [[3], [3], [3]], [x, y, z]),
  call(
    "F.linear",
    [
      [1, 3],
      [4, 3],
      [2, 4],
    ],
    [x, y, z],
  ),
  call(
    "F.cosineSimilarity",
    [
      [4, 2],
      [2, 4, 2],
    ],
    [x, y],
    { dim: 0 },
  ),
  call(
    "F.cosineSimilarity",
    [
      [2, 4, 5],
      [1, 4, 5],
    ],
    [x, y],
    { dim: -3 },
  ),
  call("F.cosineSimilarity", [[8], [1, 8]], [x, y]),
  call("F.linear", [[2, 5, 3], [3], [5]], [x, y, z]),
  call(
    "einsum",
    [
      [5, 1],
      [1, 2],
    ],
    ["bij,jk->bik", x, y],
  ),
  call("x.index", [[9]], [[0, 0], ":"]),
  call("F.pad", [[2, 3]], [x, [1, 1]], { value: Number.NEGATIVE_INFINITY }),
  call("nn.InstanceNorm2d", [[2, 4, 1, 1]], [4]),
  call("F.instanceNorm", [[2, 4, 1, 1]], [x]),
  call("F.instanceNorm", [[2, 3, 5]], [x]),
  call("x.unflatten", [[]], [0, [1, 1]]),
  call("x.mean", [[]], []),
  call("x.mean", [[]], [0]),
];

function call(
  callee: string,
  inputs: Call["inputs"],
  args: Call["args"],
  options: Call["options"] = {},
): Call {
  return { callee, inputs, args, options, fill: "any" };
}
