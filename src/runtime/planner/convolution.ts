import type { ConvolutionLowering } from "../../ops/index.ts";
import type { Stage } from "../../passes/index.ts";
import type { Fold, Packing } from "../plan.ts";
import { call, constant, type Draft, draftCall, ownScratch, type Reference, type Value } from "./draft.ts";
import { epilogueOf } from "./epilogue.ts";
import { foldOf } from "./fold.ts";
import { anyLayout, imageOf, inLayout, outputValue } from "./values.ts";

/** Bytes of input that a chunk of output pixels may read: about half of a core's second cache. */
const chunkBytes = 256 * 1024;

/** Bytes of what stands between Winograd's transforms: most of that cache. */
const winogradBytes = 450 * 1024;

/** Pixels of one chunk: enough to use each weight often, a multiple of every tile size. */
function chunkOf(pixels: number, bytesPerPixel: number): number {
  const fitting = Math.floor(chunkBytes / bytesPerPixel / 60) * 60;
  return Math.min(pixels, Math.max(60, fitting));
}

/**
 * Tiles of one chunk, so few that the transformed input and the products stay in the second cache; where not
 * even one tile of the matrix product does, the chunk is large, so that each weight is fetched seldom.
 */
function winogradChunk(tiles: number, planes: number, products: number): number {
  const fitting = Math.floor(winogradBytes / (products * 32 * planes) / 6) * 6;
  return Math.min(tiles, fitting === 0 ? 72 : fitting);
}

/** A convolution as the planner sees it: sizes, and what is folded into it. */
interface Convolution extends ConvolutionLowering {
  readonly stage: Stage;
  readonly inShape: readonly number[];
  readonly folds: readonly Fold[];
}

/** Chooses the algorithm by what the sizes allow; the rows stand in order of preference. */
export function draftConvolution(draft: Draft, stage: Stage, lowering: ConvolutionLowering): string {
  const input = anyLayout(draft, stage.inputs[0] ?? 0);
  const convolution = { ...lowering, stage, inShape: input.shape, folds: stage.epilogue.affines.map(foldOf) };
  const channels = imageOf(input.shape).C;
  if (lowering.groups > 1 && lowering.groups === channels && channels === imageOf(stage.shape).C) {
    return depthwise(draft, convolution);
  }
  if (lowering.groups === 1 && channels < 8 && input.layout === "planar")
    return patches(draft, convolution, input);
  const variant = winogradFor(draft, convolution);
  return variant === null ? tiles(draft, convolution) : winograd(draft, convolution, variant);
}

/** The tile kernel over blocked activations: any kernel, stride, dilation and grouping. */
function tiles(draft: Draft, convolution: Convolution): string {
  const { stage, kernel, groups } = convolution;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const inSize = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const taps = kernel[0] * kernel[1];
  const { channels, firsts } = groupedChannels(inSize.C, out.C, groups);
  const chunk = chunkOf(out.pixels, channels * 4);
  const packing = { kind: "tiles", channels, firsts } as const;
  const residual = residualArguments(draft, stage);
  const args = {
    input: input.at,
    inputPlane: input.plane,
    zeroPlanes: reachesOutside(convolution) ? inSize.planes : 0,
    pixels: out.pixels,
    taps,
    channels,
    weights: weightsOf(draft, convolution, out.planes * taps * channels * 32, packing),
    bias: biasOf(draft, convolution),
    firsts: firsts === null ? 0 : constant(draft, firsts.length * 4, { kind: "integers", values: firsts }),
    ...residual.args,
    ...epilogueOf(stage.epilogue.activation),
    table: tapTable(draft, convolution, chunk),
    chunk,
    blockBegin: 0,
    blockEnd: out.planes,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: input.image, output: output.image, residual: residual.image };
  const options = { count: out.N, advance, split: "block" } as const;
  call(draft, "f32_conv", { ...args, output: output.at, outputPlane: output.plane }, options);
  return `${groups > 1 ? "grouped " : ""}convolution ${kernel.join("×")}`;
}

/**
 * Which input channels the 8 channels of an output block read. Where a group is not made of whole blocks, a
 * block reads every block of 8 that its groups touch, with zero weights for what is not its own.
 */
function groupedChannels(
  inChannels: number,
  outChannels: number,
  groups: number,
): { readonly channels: number; readonly firsts: readonly number[] | null } {
  if (groups === 1) return { channels: inChannels, firsts: null };
  const blocks = Array.from({ length: Math.ceil(outChannels / 8) }, (_, block) => {
    const group = (channel: number): number =>
      Math.floor((Math.min(channel, outChannels - 1) * groups) / outChannels);
    const first = Math.floor((group(block * 8) * inChannels) / groups / 8);
    return { first, end: Math.ceil(((group(block * 8 + 7) + 1) * inChannels) / groups / 8) };
  });
  const planes = Math.max(...blocks.map(({ first, end }) => end - first));
  const inPlanes = Math.ceil(inChannels / 8);
  return { channels: planes * 8, firsts: blocks.map(({ first }) => Math.min(first, inPlanes - planes)) };
}

/**
 * Winograd's algorithm for a stride: its products and weights a tile of 4 × 4 outputs, and what it takes to
 * pay.
 */
const winograds = {
  /** 36 products instead of 144. */
  1: { products: 36, leastChannels: 8, packing: { kind: "winograd" }, name: "winograd 3×3" },
  /** 81 instead of 144, so that the transforms weigh more. */
  2: {
    products: 81,
    leastChannels: 32,
    packing: { kind: "winograd-strided" },
    name: "winograd 3×3 stride 2",
  },
} as const;

type Winograd = (typeof winograds)[1 | 2];

/** Where it fits and pays, which it does not if so little of the last tiles is used that nothing is saved. */
function winogradFor(draft: Draft, convolution: Convolution): Winograd | null {
  const { kernel, stride, dilation, groups, inShape, stage } = convolution;
  const square = kernel.join() === "3,3" && dilation.join() === "1,1" && stride[0] === stride[1];
  if (!draft.winograd || !square || groups > 1 || (stride[0] !== 1 && stride[0] !== 2)) return null;
  const variant = winograds[stride[0]];
  const out = imageOf(stage.shape);
  const products = Math.ceil(out.H / 4) * Math.ceil(out.W / 4) * variant.products;
  const channels = Math.min(imageOf(inShape).C, out.C);
  return channels >= variant.leastChannels && products < out.pixels * 9 * 0.8 ? variant : null;
}

function winograd(draft: Draft, convolution: Convolution, variant: Winograd): string {
  const { stage, padding } = convolution;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const { C, H, W, planes } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const count = Math.ceil(out.H / 4) * Math.ceil(out.W / 4);
  const chunk = winogradChunk(count, planes + out.planes, variant.products);
  const work = ownScratch(draft, 16_384 + variant.products * (chunk * (planes + out.planes) * 32 + 128));
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
  const name = variant.products === 36 ? "f32_winograd" : "f32_winograd_strided";
  call(draft, name, { ...args, output: output.at, outputPlane: output.plane }, options);
  return variant.name;
}

/**
 * Few channels in a row-major image: gathered into patches, so that no lane is wasted on channels that are
 * not there.
 */
function patches(draft: Draft, convolution: Convolution, input: Value): string {
  const { stage, kernel } = convolution;
  const { C, H, W } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const depth = C * kernel[0] * kernel[1];
  const chunk = chunkOf(out.pixels, depth * 8);
  const gathered = ownScratch(draft, chunk * depth * 4 + 64);
  const residual = residualArguments(draft, stage);
  const args = {
    input: input.at,
    channels: C,
    inputHeight: H,
    inputWidth: W,
    ...outputSize(stage),
    ...geometry(convolution),
    weights: weightsOf(draft, convolution, out.planes * depth * 32, { kind: "patches" }),
    bias: biasOf(draft, convolution),
    ...residual.args,
    ...epilogueOf(stage.epilogue.activation),
    table: rowTable(draft, out.pixels, depth * 4),
    patches: gathered.at,
    chunk,
    blocks: out.planes,
    pixelBegin: 0,
    pixelEnd: out.pixels,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: C * H * W * 4, output: output.image, residual: residual.image };
  const full = { ...args, output: output.at, outputPlane: output.plane };
  const options = { count: out.N, advance, split: "pixel", own: { patches: gathered.step } } as const;
  call(draft, "f32_conv_planar", full, options);
  return `convolution ${kernel.join("×")} on planar`;
}

function depthwise(draft: Draft, convolution: Convolution): string {
  const { stage, kernel } = convolution;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const { N, H, W, planes } = imageOf(input.shape);
  const args = {
    input: input.at,
    inputPlane: input.plane,
    inputHeight: H,
    inputWidth: W,
    ...outputSize(stage),
    ...geometry(convolution),
    weights: weightsOf(draft, convolution, planes * kernel[0] * kernel[1] * 32, { kind: "depthwise" }),
    bias: biasOf(draft, convolution),
    ...epilogueOf(stage.epilogue.activation),
    zeros: constant(draft, W * 32, { kind: "zeros" }),
    planeBegin: 0,
    planeEnd: planes,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: input.image, output: output.image };
  const options = { count: N, advance, split: "plane" } as const;
  call(draft, "f32_depthwise", { ...args, output: output.at, outputPlane: output.plane }, options);
  return `depthwise ${kernel.join("×")}`;
}

function outputSize(stage: Stage): { readonly outputHeight: number; readonly outputWidth: number } {
  const { H, W } = imageOf(stage.shape);
  return { outputHeight: H, outputWidth: W };
}

function geometry({ kernel, stride, padding, dilation }: ConvolutionLowering) {
  return {
    kernelHeight: kernel[0],
    kernelWidth: kernel[1],
    strideHeight: stride[0],
    strideWidth: stride[1],
    padTop: padding.top,
    padLeft: padding.left,
    dilationHeight: dilation[0],
    dilationWidth: dilation[1],
  };
}

function reachesOutside({ padding }: ConvolutionLowering): boolean {
  return padding.top > 0 || padding.bottom > 0 || padding.left > 0 || padding.right > 0;
}

function residualArguments(draft: Draft, { epilogue }: Stage) {
  if (epilogue.residual === null) return { args: { residual: 0, residualPlane: 0 }, image: 0 };
  const value = inLayout(draft, epilogue.residual, "blocked");
  return { args: { residual: value.at, residualPlane: value.plane }, image: value.image };
}

function weightsOf(
  draft: Draft,
  { stage, weight, folds, groups }: Convolution,
  bytes: number,
  packing: Packing,
): Reference {
  const parameter = stage.parameters[weight];
  if (parameter === undefined) throw new Error(`The op keeps no "${weight}".`);
  return constant(draft, bytes, { kind: "convolution", weight: parameter, folds, groups, packing });
}

function biasOf(draft: Draft, { stage, bias, folds }: Convolution): Reference {
  const { C, planes } = imageOf(stage.shape);
  const parameter = bias === null ? null : (stage.parameters[bias] ?? null);
  return constant(draft, planes * 32, { kind: "channel-bias", bias: parameter, channels: C, folds });
}

/** Offsets of every output pixel's taps; shared by all layers of the same geometry. */
function tapTable(draft: Draft, convolution: Convolution, chunk: number): Reference {
  const { stage, kernel, inShape } = convolution;
  const { H, W } = imageOf(inShape);
  const out = imageOf(stage.shape);
  const sizes = { inputHeight: H, inputWidth: W, ...outputSize(stage), ...geometry(convolution), chunk };
  const bytes = out.pixels * kernel[0] * kernel[1] * 4;
  return filledOnce(draft, `taps ${JSON.stringify(sizes)}`, bytes, (table) =>
    draftCall("conv_table", { table, ...sizes }),
  );
}

function rowTable(draft: Draft, pixels: number, step: number): Reference {
  return filledOnce(draft, `rows ${pixels} ${step}`, pixels * 4, (table) =>
    draftCall("row_table", { table, pixels, step }),
  );
}

/** A constant that a kernel fills at set-up. */
function filledOnce(
  draft: Draft,
  key: string,
  bytes: number,
  fill: (table: Reference) => Draft["setup"][number],
): Reference {
  const known = draft.shared.get(key);
  if (known !== undefined) return known;
  const size = Math.ceil(bytes / 32) * 32;
  const table = { buffer: draft.buffers.push({ bytes: size, content: { kind: "zeros" } }) - 1, offset: 0 };
  draft.shared.set(key, table);
  draft.setup.push(fill(table));
  return table;
}
