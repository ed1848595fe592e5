import { describe, it } from "mocha";
import type { Attrs } from "../../src/ir/index.ts";
import { activations } from "../support/activations.ts";
import { apply, given, graphOf, inBlocks } from "../support/op-graph.ts";
import { assertKernelsAgree } from "../support/session-run.ts";
import { channelsFirst, channelsLast, layerNorm, linear } from "../support/small-nets.ts";

/** Of the largest magnitude: a sum of thousands of products in single precision against one in double. */
const tolerance = 1e-5;

/** Sizes from and to, down and up, by a size and by a factor that does not fit it. */
const resizes: readonly Attrs[] = [
  ...[1, 2, 3, 5, 7, 14, 23].map((size) => ({ size: [size, 24 - size], scaleFactor: null })),
  ...[0.3, 0.5, 1, 1.2, 1.5, 2, 2.1, 3, 4].map((factor) => ({ size: null, scaleFactor: [factor, 2] })),
  ...[0.3, 0.5, 1, 1.2, 1.5, 2.7].map((factor) => ({ size: null, scaleFactor: [1, factor] })),
];

describe("images of another size agree with the reference in every remainder class", () => {
  for (const attrs of resizes) {
    for (const [mode, alignCorners, antialias] of [
      ["nearest", false, false],
      ["nearest-exact", false, false],
      ["bilinear", false, false],
      ["bilinear", true, false],
      ["bilinear", false, true],
      ["bicubic", false, false],
      ["bicubic", true, true],
      ["area", false, false],
    ] as const) {
      it(`${mode}${alignCorners ? ", corners aligned" : ""}${antialias ? ", smooth" : ""}, ${JSON.stringify(attrs)}`, async () => {
        const source = given([2, 11, 7, 9]);
        const output = apply(
          "upsample",
          { ...attrs, mode, alignCorners, antialias, recomputeScaleFactor: false },
          [inBlocks(source)],
        );
        await assertKernelsAgree(graphOf([source], [output]), tolerance);
      });
    }
  }
});

describe("normalization", () => {
  it("leaves nothing of numbers that are all the same, which a rounded sum would not", async () => {
    const same = apply("input", { shape: [2, 22, 41, 37], fill: "constant", value: 0.1, stream: 0 }, []);
    const rest = { epsilon: 1e-5, affine: false };
    const outputs = [same, inBlocks(same)].flatMap((x) => [
      ...[1, 2, 22].map((numGroups) => apply("group-norm", { numGroups, numChannels: 22, ...rest }, [x])),
      ...[[37], [41, 37]].map((normalizedShape) => apply("layer-norm", { normalizedShape, ...rest }, [x])),
    ]);
    await assertKernelsAgree(graphOf([same], outputs), tolerance);
  });
});

describe("variances and products agree with the reference in every remainder class", () => {
  for (const size of [1, 3, 4, 5, 8, 13])
    it(`of ${size}, in rows and side by side`, async () => {
      const source = given([2, size, size + 2, size]);
      const outputs = [source, inBlocks(source)].flatMap((x) =>
        [[1], [3], [2, 3], []].flatMap((dims) => [
          ...[0, 1].flatMap((correction) =>
            ["var", "std"].map((op) => apply(op, { dims, keepdim: false, correction }, [x])),
          ),
          ...(dims.length === 1 ? [apply("prod", { dims, keepdim: true }, [x])] : []),
        ]),
      );
      await assertKernelsAgree(graphOf([source], outputs), tolerance);
    });
});

describe("norms and sums of exponentials agree with the reference in every remainder class", () => {
  for (const size of [1, 3, 7, 8, 9, 13, 31, 32, 33, 35, 67])
    it(`of ${size}, in rows and side by side`, async () => {
      const source = given([2, size, 3, size]);
      const outputs = [source, inBlocks(source)].flatMap((x) =>
        [[1], [3], [2, 3], []].flatMap((dims) => [
          ...[1, 2, 3].map((p) => apply("norm", { dims, keepdim: false, p }, [x])),
          apply("logsumexp", { dims, keepdim: false }, [x]),
        ]),
      );
      await assertKernelsAgree(graphOf([source], outputs), tolerance);
    });
});

/** Windows of pools: rows and columns that are written out and others, edges, steps and gaps. */
const windows = [1, 2, 3, 4].flatMap((k) =>
  [1, 2, 3].map((stride) => ({
    kernelSize: [k, Math.min(k, 3)],
    stride: [stride, 1 + (stride % 2)],
    padding: [k >> 1, Math.min(k, 3) >> 1],
    dilation: [1 + (stride & 1), stride > 2 ? 2 : 1],
    ceilMode: stride === 2,
  })),
);

describe("products of matrices agree with the reference in every remainder class", () => {
  for (const [rows, inner, columns] of [
    [1, 1, 1],
    [3, 5, 7],
    [4, 8, 8],
    [5, 9, 17],
    [9, 2, 23],
    [49, 195, 25],
  ] as const) {
    it(`${rows}×${inner} by ${inner}×${columns}, in batches that broadcast`, async () => {
      for (const [left, right] of [
        [[], []],
        [[3], [3]],
        [[2, 3], [3]],
        [[3], []],
        [[], [3]],
        [
          [2, 1],
          [1, 3],
        ],
        [
          [2, 1, 2],
          [1, 3, 2],
        ],
      ] as const) {
        const inputs = [given([...left, rows, inner]), given([...right, inner, columns])];
        await assertKernelsAgree(graphOf(inputs, [apply("matmul", { as: "matmul" }, inputs)]), tolerance);
      }
      const row = [given([inner]), given([2, inner, columns])];
      await assertKernelsAgree(graphOf(row, [apply("matmul", { as: "matmul" }, row)]), tolerance);
    });
  }
});

describe("other kernels agree with the reference in every remainder class", () => {
  for (const W of [1, 2, 3, 5, 7, 8, 9, 31]) {
    it(`linear ${W} → ${W + 1}, batches of 1, 2, 5 and 70`, async () => {
      for (const N of [1, 2, 5, 70]) {
        const source = given([N, W]);
        const attrs = { inFeatures: W, outFeatures: W + 1, bias: true };
        await assertKernelsAgree(graphOf([source], [apply("linear", attrs, [source])]), tolerance);
      }
    });
    it(`softmax and its logarithm over every axis of 3×${W}×2×5`, async () => {
      for (const dim of [0, 1, 2, 3]) {
        const source = given([3, W, 2, 5]);
        const outputs = ["softmax", "log-softmax"].map((op) => apply(op, { dim }, [inBlocks(source)]));
        await assertKernelsAgree(graphOf([source], outputs), tolerance);
      }
    });
    it(`normalization of 2×${W}×3×5, in all its parts`, async () => {
      const source = given([2, W, 3, 5]);
      const rest = { epsilon: 1e-5, affine: true };
      const outputs = [source, inBlocks(source)].flatMap((x, i) => [
        ...[1, W].map((numGroups) =>
          apply("group-norm", { numGroups, numChannels: W, ...rest }, [x], `groups${numGroups}.${i}`),
        ),
        apply("instance-norm2d", { numFeatures: W, ...rest }, [x], `instance${i}`),
        ...[[5], [3, 5], [W, 3, 5]].map((normalizedShape) =>
          apply("layer-norm", { normalizedShape, ...rest }, [x], `layer${normalizedShape.length}.${i}`),
        ),
      ]);
      await assertKernelsAgree(graphOf([source], outputs), tolerance);
    });
    it(`layer norm and linear layer of ${W} channels at each of 15 pixels`, async () => {
      const source = given([2, W, 3, 5]);
      const plain = { normalizedShape: [W], epsilon: 1e-5, affine: false };
      const outputs = [source, inBlocks(source)]
        .map(channelsLast)
        .flatMap((x, i) => [
          apply("silu", {}, [layerNorm(x, `norm${i}`)]),
          channelsFirst(apply("layer-norm", plain, [x])),
          linear(x, W + 1, `linear${i}`),
        ]);
      await assertKernelsAgree(graphOf([source], outputs), tolerance);
    });
    it(`normalization of rows of ${W}, and of ${3 * W} channels in 3 groups`, async () => {
      const [rows, flat, image] = [given([5, W]), given([2, 3 * W, 7], 1), given([2, 3 * W, 4, 3], 2)];
      const rest = { epsilon: 1e-5, affine: true };
      const groups = { numGroups: 3, numChannels: 3 * W, ...rest };
      const outputs = [
        apply("relu", {}, [apply("layer-norm", { normalizedShape: [W], ...rest }, [rows], "rows")]),
        apply("group-norm", groups, [flat], "flat"),
        apply("silu", {}, [apply("group-norm", groups, [image], "image")]),
      ];
      await assertKernelsAgree(graphOf([rows, flat, image], outputs), tolerance);
    });
    it(`parts of ${W + 9} channels, rows, columns and images`, async () => {
      const source = given([2, W + 9, 3, 5]);
      const stretches = [
        { dim: 1, start: 0, length: 8 },
        { dim: 1, start: 8, length: W + 1 },
        { dim: 1, start: 3, length: W },
        { dim: 1, start: 0, length: W },
        { dim: 0, start: 1, length: 1 },
        { dim: 2, start: 1, length: 2 },
        { dim: 3, start: 2, length: 3 },
      ];
      const outputs = [source, inBlocks(source)].flatMap((x, i) =>
        stretches.map((attrs) => inBlocks(apply("narrow", attrs, [x], `${i}`))),
      );
      await assertKernelsAgree(graphOf([source], outputs), tolerance);
    });
    it(`${W * 6} channels in other places, and axes in every order`, async () => {
      const [source, small] = [given([2, W * 6, 3, 4]), given([2, W, 3, 5], 1)];
      const shuffles = [2, 3, W].map((groups) => ["channel-shuffle", { groups }] as const);
      const outputs = [source, inBlocks(source)].flatMap((x) =>
        shuffles.map(([op, attrs]) => inBlocks(apply(op, attrs, [x]))),
      );
      for (const dims of orders([0, 1, 2, 3])) {
        for (const x of [small, inBlocks(small)]) outputs.push(apply("permute", { dims }, [x]));
      }
      await assertKernelsAgree(graphOf([source, small], outputs), tolerance);
    });
    it(`pixels of ${W * 4} channels, and channels last and back`, async () => {
      const source = given([2, W * 4, 3, 5]);
      const outputs = [source, inBlocks(source)].flatMap((x) => [
        apply("pixel-shuffle", { upscaleFactor: 2 }, [x]),
        inBlocks(apply("permute", { dims: [0, 3, 1, 2] }, [apply("permute", { dims: [0, 2, 3, 1] }, [x])])),
      ]);
      await assertKernelsAgree(graphOf([source], outputs), tolerance);
    });
    it(`mean over every pair of axes of 2×${W}×3×5`, async () => {
      for (const dims of [
        [0, 1],
        [1, 3],
        [2, 3],
        [1, 2, 3],
      ]) {
        const source = given([2, W, 3, 5]);
        const outputs = [true, false].map((keepdim) => apply("mean", { dims, keepdim }, [inBlocks(source)]));
        await assertKernelsAgree(graphOf([source], outputs), tolerance);
      }
    });
    it(`operands that broadcast over 2×${W}×3×4`, async () => {
      const shapes = [
        [2, W, 3, 4],
        [2, W, 1, 1],
        [1, W, 1, 1],
        [2, 1, 3, 4],
        [1, W, 3, 4],
        [W, 1, 1],
        [3, 1],
        [4],
        [1],
      ];
      for (const [index, shape] of shapes.entries()) {
        const [left, right] = [given([2, W, 3, 4], 0), given(shape, index + 1)];
        const sum = apply("add", {}, [inBlocks(left), right]);
        const quotient = apply("div", {}, [right, inBlocks(left)]);
        const product = apply("mul", {}, [inBlocks(left), shape.length === 4 ? inBlocks(right) : right]);
        await assertKernelsAgree(graphOf([left, right], [sum, quotient, product]), tolerance);
      }
    });
    it(`pools of 2×${W}×${W + 3}×${W + 4}`, async () => {
      const source = given([2, W, W + 3, W + 4]);
      const outputs = [source, inBlocks(source)].flatMap((x) => [
        ...windows.map((attrs) => apply("max-pool2d", attrs, [x])),
        ...windows.flatMap(({ dilation, ...window }) =>
          [true, false].map((countIncludePad) => apply("avg-pool2d", { ...window, countIncludePad }, [x])),
        ),
        ...[1, 2, 3, W].map((size) => apply("adaptive-avg-pool2d", { outputSize: [size, 2] }, [x])),
      ]);
      await assertKernelsAgree(graphOf([source], outputs), tolerance);
    });
    it(`activations of 2×${W}×3×5 and of rows of ${W}`, async () => {
      const [image, rows] = [given([2, W, 3, 5]), given([3, W], 1)];
      const outputs = [image, inBlocks(image), rows].flatMap((x) =>
        activations.map(([op, attrs]) => apply(op, attrs, [x])),
      );
      await assertKernelsAgree(graphOf([image, rows], outputs), tolerance);
    });
    it(`local response norm over ${W} channels`, async () => {
      const source = given([2, W, 3, 5]);
      const outputs = [1, 2, 5, 8].map((size) =>
        apply("local-response-norm", { size, alpha: 1e-2, beta: 0.75, k: 1 }, [inBlocks(source)]),
      );
      await assertKernelsAgree(graphOf([source], outputs), tolerance);
    });
    it(`concatenation of ${W}, 8 and 3 channels`, async () => {
      const parts = [W, 8, 3].map((C, stream) => given([2, C, 3, 4], stream));
      const outputs = [parts, parts.map(inBlocks), [...parts.map(inBlocks)].reverse()].map((list) =>
        apply("cat", { dim: 1 }, list),
      );
      await assertKernelsAgree(graphOf(parts, outputs), tolerance);
    });
  }
});

function orders(axes: readonly number[]): readonly (readonly number[])[] {
  if (axes.length === 0) return [[]];
  return axes.flatMap((axis) => orders(axes.filter((one) => one !== axis)).map((rest) => [axis, ...rest]));
}
