import { call, constant, type Draft, ownScratch } from "../draft.ts";
import { epilogueOf } from "../epilogue.ts";
import { imageOf, inLayout, outputValue } from "../values.ts";
import {
  biasOf,
  type Convolution,
  outputSize,
  residualArguments,
  rowTable,
  weightsOf,
} from "./convolution.ts";

/** Bytes of the intermediate values between Winograd's transforms: most of a core's second cache of 1 MiB. */
const winogradBytes = 700 * 1024;

/** More than enough: a transform works in 1344 bytes at most, and rounding adds at most 192 to a product's parts. */
const transformBytes = 16_384;
const roundingBytes = 128;

/** Tiles of a chunk where not even a few fit the cache: enough to use each weight often. */
const largeChunk = 72;

/**
 * Winograd's algorithm for a stride: its products and weights a tile of 4 × 4 outputs, and what it takes to
 * pay.
 */
const winograds = {
  /** 36 products instead of 144. */
  1: {
    products: 36,
    leastChannels: 8,
    packing: { kind: "winograd" },
    kernel: "f32_winograd",
    name: "winograd 3×3",
  },
  /** 81 instead of 144, so that the transforms weigh more. */
  2: {
    products: 81,
    leastChannels: 32,
    packing: { kind: "winograd-strided" },
    kernel: "f32_winograd_strided",
    name: "winograd 3×3 stride 2",
  },
} as const;

type Winograd = (typeof winograds)[1 | 2];

/** Where it fits and pays: where, of the last tiles, enough is used to save a fifth of the products. */
export function winogradFor(draft: Draft, convolution: Convolution): Winograd | null {
  const { kernel, stride, dilation, groups, inShape, stage } = convolution;
  const square = kernel.join() === "3,3" && dilation.join() === "1,1" && stride[0] === stride[1];
  if (!draft.fast || !square || groups > 1 || (stride[0] !== 1 && stride[0] !== 2)) return null;
  const variant = winograds[stride[0]];
  const out = imageOf(stage.shape);
  const products = Math.ceil(out.H / 4) * Math.ceil(out.W / 4) * variant.products;
  const channels = Math.min(imageOf(inShape).C, out.C);
  return channels >= variant.leastChannels && products < out.pixels * 9 * 0.8 ? variant : null;
}

export function winograd(draft: Draft, convolution: Convolution, variant: Winograd): string {
  const { stage, padding } = convolution;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const { C, H, W, planes } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const count = Math.ceil(out.H / 4) * Math.ceil(out.W / 4);
  const chunk = winogradChunk(count, planes + out.planes, variant.products);
  const perProduct = chunk * (planes + out.planes) * 32 + roundingBytes;
  const work = ownScratch(draft, transformBytes + variant.products * perProduct);
  const epilogue = epilogueOf(stage.epilogue.activation);
  const residual = residualArguments(draft, stage);
  const args = {
    input: input.at,
    inputPlane: input.plane,
    inputHeight: H,
    inputWidth: W,
    channels: C,
    ...outputSize(stage),
    padTop: padding.top,
    padLeft: padding.left,
    weights: weightsOf(draft, convolution, 36 * out.planes * C * 32, variant.packing),
    bias: biasOf(draft, convolution),
    none: constant(draft, 32, { kind: "zeros" }),
    ...residual.args,
    ...epilogue,
    table: rowTable(draft, chunk, 32),
    zeros: constant(draft, W * 32, { kind: "zeros" }),
    scratch: work.at,
    chunk,
    blocks: out.planes,
    blockBegin: 0,
    blockEnd: out.planes,
    tileBegin: 0,
    tileEnd: count,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: input.image, output: output.image, residual: residual.image };
  // Few tiles fill no tile of the matrix product when shared; an activation by number wants all of a block's.
  const split = count >= 12 * draft.threads && epilogue.act === 0 ? "tile" : "block";
  const options = { count: out.N, advance, split, own: { scratch: work.step } } as const;
  call(draft, variant.kernel, { ...args, output: output.at, outputPlane: output.plane }, options);
  return variant.name;
}

/**
 * Tiles of one chunk, so few that the transformed input and the products stay in the second cache; where not
 * even one tile of the matrix product does, the chunk is large, so that each weight is fetched seldom.
 */
function winogradChunk(tiles: number, planes: number, products: number): number {
  const fitting = Math.floor(winogradBytes / (products * 32 * planes) / 6) * 6;
  return Math.min(tiles, fitting === 0 ? largeChunk : fitting);
}
