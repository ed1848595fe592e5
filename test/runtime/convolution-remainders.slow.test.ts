import { describe, it } from "mocha";
import type { Attrs } from "../../src/ir/index.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";
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
