import { describe, it } from "mocha";
import type { Attrs } from "../../src/ir/index.ts";
import { apply, given, graphOf, inBlocks } from "../support/op-graph.ts";
import { assertKernelsAgree } from "../support/session-run.ts";

/** Of the largest magnitude: a sum of thousands of products in single precision against one in double. */
const tolerance = 1e-5;

interface ConvolutionRow {
  readonly shape: readonly [N: number, C: number, H: number, W: number];
  readonly out: number;
  readonly k: number | readonly [number, number];
  readonly stride?: number;
  readonly padding?: number | "same";
  readonly dilation?: number;
  readonly groups?: number;
  readonly bias?: boolean;
}

/**
 * Channels around blocks of 8, pixels around tiles of 4, 5 and 6, primes, batches, edges wider than the map.
 */
const convolutions: readonly ConvolutionRow[] = [
  ...[1, 2, 3, 5, 7].map((C) => ({ shape: [1, C, 9, 11] as const, out: 8, k: 3, padding: 1 })),
  ...[7, 8, 9, 15, 16, 17, 23].map((C) => ({ shape: [1, C, 5, 5] as const, out: 8, k: 1 })),
  ...[7, 8, 9, 15, 16, 17, 23].map((C) => ({ shape: [1, C, 5, 5] as const, out: 9, k: 3, padding: 1 })),
  ...[1, 7, 8, 9, 16, 17].map((out) => ({ shape: [1, 16, 4, 3] as const, out, k: 1 })),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 31].map((W) => ({
    shape: [1, 8, 1, W] as const,
    out: 8,
    k: 1,
  })),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 13, 14].map((W) => ({
    shape: [1, 8, W, W] as const,
    out: 8,
    k: 3,
    padding: 1,
  })),
  ...[1, 2, 3].map((N) => ({ shape: [N, 16, 7, 7] as const, out: 24, k: 3, padding: 1, bias: true })),
  ...[2, 3].map((stride) => ({ shape: [2, 16, 13, 11] as const, out: 8, k: 3, padding: 1, stride })),
  ...[2, 3].map((dilation) => ({ shape: [1, 8, 13, 11] as const, out: 8, k: 3, padding: 2, dilation })),
  // Winograd at stride 2 by phases: 32 channels on.
  ...[7, 8, 13, 14, 15, 28].map((W) => ({
    shape: [1, 33, W, W + 1] as const,
    out: 35,
    k: 3,
    stride: 2,
    padding: 1,
    bias: true,
  })),
  { shape: [2, 32, 16, 16], out: 32, k: 3, stride: 2 },
  { shape: [1, 32, 17, 9], out: 40, k: 3, stride: 2, padding: 2 },
  { shape: [1, 3, 23, 29], out: 16, k: 7, stride: 2, padding: 3, bias: true },
  // Eight rows of weights take more room than all activations.
  { shape: [1, 4098, 1, 1], out: 9, k: 1, bias: true },
  // Planar images read number by number: widths around tiles, strides, dilations, strips of several rows.
  ...[1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 19].map((W) => ({
    shape: [1, 3, 4, W] as const,
    out: 8,
    k: 3,
    padding: 1,
  })),
  ...[1, 2, 3, 4, 5].flatMap((stride) =>
    [1, 2, 3].map((dilation) => ({
      shape: [2, 2, 19, 23] as const,
      out: 9,
      k: 3,
      padding: 2,
      stride,
      dilation,
      bias: true,
    })),
  ),
  ...[1, 2].map((stride) => ({ shape: [1, 3, 67, 200] as const, out: 16, k: 3, padding: 1, stride })),
  { shape: [1, 3, 9, 8], out: 8, k: 1, stride: 2 },
  { shape: [1, 3, 9, 8], out: 8, k: 1, stride: 2, padding: 2 },
  { shape: [1, 3, 2, 2], out: 8, k: 3, padding: 4, stride: 2 },
  { shape: [1, 5, 9, 9], out: 8, k: [4, 2], padding: "same" },
  // Winograd at stride 2 over a planar image: tiles of 4 × 4 outputs, kernels of 4 to 7, few channels.
  ...[14, 15, 16, 17, 22, 31, 33, 40, 57].map((W) => ({
    shape: [1, 3, W, W + 3] as const,
    out: 24,
    k: 7,
    stride: 2,
    padding: 3,
    bias: true,
  })),
  ...[1, 2, 4, 5, 7].map((C) => ({
    shape: [2, C, 23, 26] as const,
    out: 21,
    k: 7,
    stride: 2,
    padding: 2,
    bias: true,
  })),
  ...[5, 6, 7].map((k) => ({ shape: [1, 3, 39, 24] as const, out: 64, k, stride: 2 })),
  ...(
    [
      [7, 6],
      [5, 7],
      [7, 3],
    ] as const
  ).map((k) => ({
    shape: [1, 4, 29, 38] as const,
    out: 40,
    k,
    stride: 2,
    padding: 1,
  })),
  { shape: [1, 3, 9, 9], out: 64, k: 7, stride: 2, padding: 6 },
  { shape: [2, 3, 23, 29], out: 20, k: 11, stride: 4, padding: 2 },
  { shape: [1, 8, 9, 9], out: 8, k: 5, padding: 2 },
  { shape: [1, 8, 9, 9], out: 8, k: [1, 7], padding: "same" },
  { shape: [1, 8, 9, 9], out: 8, k: [4, 2], padding: "same" },
  { shape: [1, 8, 2, 2], out: 8, k: 5, padding: 4 },
  { shape: [1, 64, 40, 40], out: 8, k: 1, stride: 2 },
  { shape: [1, 32, 17, 19], out: 16, k: 3, padding: 1, groups: 2 },
  { shape: [2, 12, 6, 7], out: 18, k: 3, padding: 1, groups: 3, bias: true },
  { shape: [1, 16, 6, 7], out: 16, k: 3, padding: 1, groups: 4 },
  { shape: [1, 20, 6, 7], out: 40, k: 3, padding: 1, groups: 20 },
  { shape: [1, 6, 6, 7], out: 6, k: 1, groups: 2 },
];

const depthwise: readonly ConvolutionRow[] = [
  ...[1, 2, 3, 4, 7, 8, 13].flatMap((W) =>
    [1, 2].flatMap((stride) =>
      [0, 1, 2]
        .filter((padding) => W + 2 * padding >= 3)
        .map((padding) => ({ shape: [1, 8, W, W] as const, out: 8, k: 3, stride, padding, groups: 8 })),
    ),
  ),
  ...[2, 7, 9, 17].map((C) => ({
    shape: [2, C, 5, 6] as const,
    out: C,
    k: 3,
    padding: 1,
    groups: C,
    bias: true,
  })),
  ...[5, 7].flatMap((k) =>
    [1, 2].map((stride) => ({
      shape: [1, 8, 11, 13] as const,
      out: 8,
      k,
      stride,
      padding: k >> 1,
      groups: 8,
    })),
  ),
  // Bands of a few rows.
  ...[1, 2].map((stride) => ({
    shape: [1, 9, 23, 201] as const,
    out: 9,
    k: 3,
    stride,
    padding: 1,
    groups: 9,
  })),
  // Strips: widths around tiles of 8, strides, dilations, and more rows than a strip holds.
  ...[1, 2, 3, 7, 8, 9, 15, 16, 17, 25].map((W) => ({
    shape: [1, 9, 4, W] as const,
    out: 9,
    k: 5,
    padding: 2,
    groups: 9,
    bias: true,
  })),
  ...[1, 2, 3, 4].flatMap((stride) =>
    [1, 2].map((dilation) => ({
      shape: [2, 8, 17, 19] as const,
      out: 8,
      k: 4,
      padding: 3,
      stride,
      dilation,
      groups: 8,
    })),
  ),
  ...[1, 2].map((stride) => ({
    shape: [1, 9, 41, 201] as const,
    out: 9,
    k: 5,
    stride,
    padding: 2,
    groups: 9,
  })),
  { shape: [1, 8, 11, 13], out: 8, k: 3, padding: 2, dilation: 2, groups: 8 },
  { shape: [1, 8, 11, 13], out: 8, k: [1, 4], padding: "same", groups: 8 },
];

interface TransposedRow extends Omit<ConvolutionRow, "padding"> {
  readonly padding?: number;
  readonly outputPadding?: number;
}

/** Channels around blocks, phases of unequal size, with no taps and with no outputs, pads that cut off. */
const transposed: readonly TransposedRow[] = [
  ...[1, 7, 8, 9, 17].map((C) => ({ shape: [1, C, 5, 6] as const, out: 9, k: 2, stride: 2 })),
  ...[1, 7, 8, 9, 16].map((out) => ({ shape: [2, 11, 4, 3] as const, out, k: 4, stride: 2, padding: 1 })),
  ...[1, 2, 3, 4, 5, 6, 7, 11, 13].map((W) => ({ shape: [1, 8, 2, W] as const, out: 8, k: 3, stride: 2 })),
  ...[1, 2, 3, 4, 5].flatMap((k) =>
    [1, 2, 3, 4].map((stride) => ({ shape: [1, 8, 5, 4] as const, out: 8, k, stride, bias: true })),
  ),
  ...[0, 1, 2, 3].map((padding) => ({ shape: [1, 12, 7, 6] as const, out: 10, k: 5, stride: 2, padding })),
  ...[0, 1].map((outputPadding) => ({
    shape: [1, 8, 7, 6] as const,
    out: 10,
    k: 3,
    stride: 2,
    padding: 1,
    outputPadding,
    bias: true,
  })),
  ...[1, 2, 3, 4].flatMap((stride) =>
    [2, 3].map((dilation) => ({ shape: [1, 8, 4, 5] as const, out: 8, k: 3, stride, dilation, padding: 1 })),
  ),
  { shape: [1, 8, 4, 5], out: 8, k: 3, dilation: 2, outputPadding: 1 },
  { shape: [1, 8, 6, 5], out: 8, k: 1, padding: 2 },
  { shape: [1, 8, 6, 5], out: 8, k: 3, padding: 3 },
  { shape: [1, 3, 9, 9], out: 8, k: [1, 7] },
  { shape: [1, 32, 14, 13], out: 32, k: 3, padding: 1, bias: true },
  { shape: [1, 32, 14, 13], out: 32, k: 3 },
  { shape: [1, 64, 1, 1], out: 32, k: 4 },
  { shape: [1, 1, 1, 1], out: 1, k: 1, stride: 4 },
  { shape: [1, 8, 40, 40], out: 8, k: 2, stride: 2 },
  // Of a million phases on each axis three have an output.
  { shape: [1, 8, 2, 2], out: 9, k: 3, stride: 1_000_000, padding: 500_000, bias: true },
  { shape: [1, 8, 3, 1], out: 9, k: 3, stride: 7, padding: 1 },
  // More pixels in a phase than in a chunk.
  { shape: [1, 512, 12, 13], out: 9, k: 2, stride: 2 },
  ...[1, 2].flatMap((stride) => [
    { shape: [2, 12, 6, 7] as const, out: 18, k: 3, stride, padding: 1, groups: 3, bias: true },
    { shape: [1, 16, 6, 7] as const, out: 32, k: 4, stride, padding: 1, groups: 2 },
    { shape: [1, 11, 6, 7] as const, out: 11, k: 4, stride, padding: 1, groups: 11, bias: true },
    { shape: [1, 9, 6, 7] as const, out: 18, k: 3, stride, groups: 9 },
  ]),
];

describe("transposed convolutions agree with the reference in every remainder class", () => {
  for (const row of transposed) {
    const { outputPadding = 0 } = row;
    const title = outputPadding === 0 ? titleOf(row) : `${titleOf(row)}, output padding ${outputPadding}`;
    it(title, async () => {
      const source = given(row.shape);
      const attrs = { ...attrsOf(row), outputPadding: [outputPadding, outputPadding] };
      await assertKernelsAgree(graphOf([source], [apply("conv-transpose2d", attrs, [source])]), tolerance);
    });
  }
});

/** Sizes from and to, down and up, by a size and by a factor that does not fit it. */
const resizes: readonly Attrs[] = [
  ...[1, 2, 3, 5, 7, 14, 23].map((size) => ({ size: [size, 24 - size], scaleFactor: null })),
  ...[0.3, 0.5, 1, 1.2, 1.5, 2, 2.1, 3, 4].map((factor) => ({ size: null, scaleFactor: [factor, 2] })),
  ...[0.3, 0.5, 1, 1.2, 1.5, 2.7].map((factor) => ({ size: null, scaleFactor: [1, factor] })),
];

describe("images of another size agree with the reference in every remainder class", () => {
  for (const attrs of resizes) {
    for (const [mode, alignCorners] of [
      ["nearest", false],
      ["bilinear", false],
      ["bilinear", true],
    ] as const) {
      it(`${mode}${alignCorners ? ", corners aligned" : ""}, ${JSON.stringify(attrs)}`, async () => {
        const source = given([2, 11, 7, 9]);
        const output = apply("upsample", { ...attrs, mode, alignCorners }, [inBlocks(source)]);
        await assertKernelsAgree(graphOf([source], [output]), tolerance);
      });
    }
  }
});

describe("convolutions agree with the reference in every remainder class", () => {
  for (const row of [...convolutions, ...depthwise]) {
    it(titleOf(row), async () => {
      const source = given(row.shape);
      const output = apply("conv2d", attrsOf(row), [source]);
      await assertKernelsAgree(graphOf([source], [output]), tolerance);
    });
  }
});

describe("depthwise convolutions agree with the reference within limits", () => {
  for (const stride of [1, 2]) {
    for (const fn of ["relu", "relu6", "hardswish"]) {
      it(`stride ${stride}, ${fn}`, async () => {
        const source = given([1, 9, 12, 13]);
        const row = {
          shape: [1, 9, 12, 13],
          out: 9,
          k: 3,
          stride,
          padding: 1,
          groups: 9,
          bias: true,
        } as const;
        const output = apply(fn, {}, [apply("conv2d", attrsOf(row), [source])]);
        const large = Float32Array.from({ length: 9 * 12 * 13 }, (_, i) => 20 * Math.sin(i * i));
        await assertKernelsAgree(graphOf([source], [output]), tolerance, [large]);
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

describe("other kernels agree with the reference in every remainder class", () => {
  for (const W of [1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31]) {
    it(`linear ${W} → ${W + 1}, batches of 1, 2, 5 and 70`, async () => {
      for (const N of [1, 2, 5, 70]) {
        const source = given([N, W]);
        const attrs = { inFeatures: W, outFeatures: W + 1, bias: true };
        await assertKernelsAgree(graphOf([source], [apply("linear", attrs, [source])]), tolerance);
      }
    });
    it(`softmax over every axis of 3×${W}×2×5`, async () => {
      for (const dim of [0, 1, 2, 3]) {
        const source = given([3, W, 2, 5]);
        const output = apply("softmax", { dim }, [inBlocks(source)]);
        await assertKernelsAgree(graphOf([source], [output]), tolerance);
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

function attrsOf({
  shape,
  out,
  k,
  stride = 1,
  padding = 0,
  dilation = 1,
  groups = 1,
  bias = false,
}: ConvolutionRow | TransposedRow): Attrs {
  return {
    inChannels: shape[1],
    outChannels: out,
    kernelSize: typeof k === "number" ? [k, k] : k,
    stride: [stride, stride],
    padding: typeof padding === "number" ? [padding, padding] : padding,
    dilation: [dilation, dilation],
    groups,
    bias,
  };
}

function titleOf({
  shape,
  out,
  k,
  stride = 1,
  padding = 0,
  dilation = 1,
  groups = 1,
  bias = false,
}: ConvolutionRow): string {
  const words = [`${shape.join("×")} → ${out}`, `k ${k}`, `stride ${stride}`, `padding ${padding}`];
  if (dilation > 1) words.push(`dilation ${dilation}`);
  if (groups > 1) words.push(`groups ${groups}`);
  return [...words, ...(bias ? ["bias"] : [])].join(", ");
}
