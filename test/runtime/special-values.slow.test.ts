import { describe, it } from "mocha";
import type { Attrs } from "../../src/ir/index.ts";
import { randnInput } from "../../src/runtime/index.ts";
import { activations } from "../support/activations.ts";
import { apply, given, graphOf, inBlocks } from "../support/op-graph.ts";
import { assertKernelsAgree } from "../support/session-run.ts";

const specials = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e-40, 5e37, -5e37];

const square = (k: number, rest: Attrs = {}): Attrs => ({
  kernelSize: [k, k],
  stride: [k - 1, k - 1],
  ...rest,
});

const convolution = (rest: Attrs): Attrs => ({
  inChannels: 8,
  outChannels: 32,
  stride: [1, 1],
  padding: [0, 0],
  dilation: [1, 1],
  groups: 1,
  bias: true,
  ...rest,
});

const transposed = (rest: Attrs): Attrs => convolution({ outputPadding: [0, 0], ...rest });

/**
 * Ops with attributes for an input of 1×8×9×9; what becomes of NaN and infinities is the reference's word.
 */
const rows: readonly (readonly [op: string, attrs: Attrs])[] = [
  ...activations,
  ["softmax", { dim: 1 }],
  ["softmax", { dim: 3 }],
  ["log-softmax", { dim: 1 }],
  ["log-softmax", { dim: 3 }],
  ["batch-norm2d", { numFeatures: 8, epsilon: 1e-5, momentum: 0.1, affine: true }],
  ["local-response-norm", { size: 3, alpha: 1e-2, beta: 0.75, k: 1 }],
  ["linear", { inFeatures: 9, outFeatures: 5, bias: true }],
  ["group-norm", { numGroups: 4, numChannels: 8, epsilon: 1e-5, affine: true }],
  ["group-norm", { numGroups: 1, numChannels: 8, epsilon: 1e-5, affine: true }],
  ["instance-norm2d", { numFeatures: 8, epsilon: 1e-5, affine: false }],
  ["layer-norm", { normalizedShape: [9], epsilon: 1e-5, affine: true }],
  ["narrow", { dim: 1, start: 3, length: 4 }],
  ["channel-shuffle", { groups: 2 }],
  ["permute", { dims: [0, 2, 3, 1] }],
  ["max-pool2d", square(3, { padding: [1, 1], dilation: [1, 1], ceilMode: false })],
  ["max-pool2d", square(2, { padding: [0, 0], dilation: [2, 2], ceilMode: true })],
  ["max-pool2d", square(4, { padding: [0, 0], dilation: [1, 1], ceilMode: false })],
  ["avg-pool2d", square(3, { padding: [1, 1], ceilMode: false, countIncludePad: true })],
  ["adaptive-avg-pool2d", { outputSize: [2, 2] }],
  ["mean", { dims: [2, 3], keepdim: false }],
  ["argmax", { dims: [1], keepdim: false }],
  ["argmax", { dims: [3], keepdim: false }],
  ["argmin", { dims: [], keepdim: false }],
  ...["sum", "amax", "amin", "prod", "logsumexp"].flatMap(
    (op) =>
      [
        [op, { dims: [1], keepdim: false }],
        [op, { dims: [0, 2], keepdim: false }],
        [op, { dims: [3], keepdim: false }],
      ] as const,
  ),
  ["var", { dims: [2, 3], keepdim: false, correction: 1 }],
  ["std", { dims: [1], keepdim: false, correction: 1 }],
  ["norm", { dims: [1], keepdim: false, p: 2 }],
  ["norm", { dims: [2, 3], keepdim: false, p: 1 }],
  ["norm", { dims: [2, 3], keepdim: false, p: 2 }],
  ["norm", { dims: [1], keepdim: false, p: 3 }],
  ["conv2d", convolution({ kernelSize: [3, 3], padding: [1, 1] })],
  ["conv2d", convolution({ kernelSize: [3, 3], padding: [1, 1], stride: [2, 2] })],
  ["conv2d", convolution({ kernelSize: [1, 1], outChannels: 13 })],
  ["conv2d", convolution({ kernelSize: [3, 3], groups: 8 })],
  ["conv2d", convolution({ kernelSize: [3, 3], padding: [1, 1], groups: 8, outChannels: 8 })],
  ["conv2d", convolution({ kernelSize: [3, 3], padding: [1, 1], stride: [2, 2], groups: 8, outChannels: 8 })],
  ["conv2d", convolution({ kernelSize: [5, 5], padding: [2, 2], groups: 8, outChannels: 8 })],
  ["conv2d", convolution({ kernelSize: [3, 3], groups: 4, outChannels: 20 })],
  ["conv-transpose2d", transposed({ kernelSize: [3, 3], padding: [1, 1] })],
  ["conv-transpose2d", transposed({ kernelSize: [2, 2], stride: [2, 2], outChannels: 13 })],
  ["conv-transpose2d", transposed({ kernelSize: [3, 3], stride: [2, 2], groups: 8, outChannels: 8 })],
  ["conv-transpose2d", transposed({ kernelSize: [3, 2], stride: [2, 1], groups: 4, outChannels: 20 })],
  [
    "upsample",
    {
      size: null,
      scaleFactor: [2, 2],
      mode: "nearest",
      alignCorners: false,
      antialias: false,
      recomputeScaleFactor: false,
    },
  ],
  [
    "upsample",
    {
      size: null,
      scaleFactor: [2, 1],
      mode: "bilinear",
      alignCorners: false,
      antialias: false,
      recomputeScaleFactor: false,
    },
  ],
  [
    "upsample",
    {
      size: [17, 5],
      scaleFactor: null,
      mode: "bilinear",
      alignCorners: true,
      antialias: false,
      recomputeScaleFactor: false,
    },
  ],
];

const volume = (rest: Attrs): Attrs => ({
  inChannels: 6,
  outChannels: 6,
  kernelSize: [1, 3, 3],
  stride: [1, 1, 1],
  padding: [0, 0, 0],
  dilation: [1, 1, 1],
  groups: 3,
  bias: true,
  ...rest,
});

/** Grouped, for an input of 1×6×2×5×5: some slices of the output meet no tap. */
const volumes: readonly (readonly [op: string, attrs: Attrs])[] = [
  ["conv3d", volume({ padding: [1, 1, 1] })],
  ["conv-transpose3d", volume({ stride: [2, 1, 1], outputPadding: [0, 0, 0] })],
];

describe("NaN and infinities pass as IEEE says", () => {
  for (const special of specials) {
    for (const [op, attrs] of rows) {
      it(`${special} through ${op} ${JSON.stringify(attrs)}`, async () => {
        const source = given([1, 8, 9, 9]);
        const values = randnInput([1, 8, 9, 9], 1);
        for (const place of [0, 40, 130, 647]) values[place] = special;
        const outputs = [source, inBlocks(source)].map((input) => apply(op, attrs, [input]));
        await assertKernelsAgree(graphOf([source], outputs), 1e-5, [values]);
      });
    }
    for (const [op, attrs] of volumes) {
      it(`${special} in one group of ${op} ${JSON.stringify(attrs)}`, async () => {
        const source = given([1, 6, 2, 5, 5]);
        const values = randnInput([1, 6, 2, 5, 5], 1);
        values[7] = special;
        const plain = apply(op, attrs, [source]);
        const outputs = [plain, apply("relu", {}, [apply("add", {}, [plain, plain])])];
        await assertKernelsAgree(graphOf([source], outputs), 1e-5, [values]);
      });
    }
  }
});
