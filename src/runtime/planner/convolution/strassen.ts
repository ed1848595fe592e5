import { call, type Draft, draftCall, ownScratch, type Reference, type Value } from "../draft.ts";
import { epilogueOf } from "../epilogue.ts";
import { blockedValue, type Image, imageOf, inLayout, outputValue } from "../values.ts";
import { biasOf, type Convolution, outputSize, residualArguments, weightsOf } from "./convolution.ts";

/** How often a pointwise convolution's matrices are halved: 7 or 49 products instead of 8 or 64. */
type Levels = 1 | 2;

/** Pixels of one chunk at most: what is made of them stays in the caches behind the first. */
const chunkPixels = 196;

/**
 * The cost model's constants in cycles of one core, two multiply-adds of four lanes each, measured on AMD Zen 4:
 * starting and storing a sum of products, by levels, per pixel and block of 8 outputs; a sum of two left factors, per number;
 * fetching a byte of weights, which come from memory as they do in a whole net, and beginning a stretch of them.
 * `adding` is the first where a residual is read too, which two levels do in short stretches.
 */
const costs = { sum: [3, 4, 6], adding: [3, 4, 9], factor: 1.3, weight: 0.09, stretch: 100 } as const;

/** A saving of two percent and less is not worth the room that the weights take. */
const worthWhile = 0.98;

/**
 * Strassen's algorithm for a convolution that is a product of matrices, with as many levels as cost least; null
 * where none pays or fits, so also where memory is short: a level's weights take 7/4 of the room. Its error, measured
 * on up to 2048 channels, is at most 1.6e-6 of the largest output with one level and 4e-6 with two, where the
 * definition's is 1.6e-6: half as long sums make up for what the factors lose.
 */
export function strassenFor(draft: Draft, convolution: Convolution): Levels | null {
  const { kernel, stride, padding, groups, stage, inShape } = convolution;
  const offsets = [padding.top, padding.bottom, padding.left, padding.right];
  const pointwise = kernel.every((size) => size === 1) && offsets.every((size) => size === 0);
  if (!draft.fast || !pointwise || groups > 1) return null;
  const [depth, out] = [imageOf(inShape).C, imageOf(stage.shape)];
  const fitting = ([1, 2] as const).filter(
    (levels) => depth % (8 << levels) === 0 && out.planes % (1 << levels) === 0,
  );
  const sums = stage.epilogue.residual === null ? costs.sum : costs.adding;
  const direct = cycles(0, depth, out, sums[0]);
  const thinned = isStrided(stride) ? out.pixels * depth * costs.factor : 0;
  const best = fitting.map((levels) => ({
    levels,
    cost: thinned + cycles(levels, depth, out, sums[levels]),
  }));
  const [least] = best.sort((a, b) => a.cost - b.cost);
  return least !== undefined && least.cost < direct * worthWhile ? least.levels : null;
}

function isStrided(stride: readonly number[]): boolean {
  return stride.some((size) => size > 1);
}

/** Cycles for one image, `depth` channels in, `sum` for each sum; 0 levels: as it is by definition. */
function cycles(levels: 0 | Levels, depth: number, out: Image, sum: number): number {
  const chunk = evenChunk(out.pixels);
  const stretches = levels === 0 ? 0 : 3 * 7 ** (levels - 1) * (out.planes / 2 ** levels);
  const fetched = depth * out.planes * 32 * (7 / 4) ** levels * costs.weight;
  const whole = Math.floor(out.pixels / chunk);
  const full = whole * chunkCycles(levels, depth, out.planes, chunk, sum);
  const rest = chunkCycles(levels, depth, out.planes, out.pixels - whole * chunk, sum);
  return full + rest + fetched + stretches * costs.stretch;
}

function chunkCycles(levels: number, depth: number, planes: number, pixels: number, sum: number): number {
  let [part, products, factors] = [pixels, planes, 0];
  for (let level = 1; level <= levels; level++) {
    part = Math.ceil(part / 2);
    factors += 7 ** (level - 1) * part * (depth / 2 ** level);
    products *= 7 / 2;
  }
  return products * part * (depth / 2 ** levels + sum) + factors * costs.factor;
}

/** The pixels in even parts, each of whole quarters. They do not depend on the number of threads. */
function evenChunk(pixels: number): number {
  return Math.ceil(pixels / Math.ceil(pixels / chunkPixels) / 4) * 4;
}

export function strassen(draft: Draft, convolution: Convolution, levels: Levels): string {
  const { stage, stride } = convolution;
  const whole = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const input = isStrided(stride) ? thinned(draft, convolution, whole) : whole;
  const { C: channels } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const chunk = evenChunk(out.pixels);
  const chunks = Math.ceil(out.pixels / chunk);
  const groups = out.planes / 2 ** levels;
  // Sums of left factors are made once where threads share the chunks; each makes them where they share outputs.
  const split = chunks % draft.threads === 0 || chunks >= 4 * draft.threads ? "chunk" : "group";
  const own = split === "chunk" ? groups : Math.ceil(groups / draft.threads);
  const work = ownScratch(draft, strassenScratch(levels, channels, Math.min(chunk, out.pixels), own));
  const residual = residualArguments(draft, stage);
  const args = {
    input: input.at,
    inputPlane: input.plane,
    pixels: out.pixels,
    channels,
    weights: rightFactors(draft, convolution, levels),
    bias: biasOf(draft, convolution),
    ...residual.args,
    ...epilogueOf(stage.epilogue.activation),
    scratch: work.at,
    chunk,
    levels,
    groups,
    chunkBegin: 0,
    chunkEnd: chunks,
    groupBegin: 0,
    groupEnd: groups,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: input.image, output: output.image, residual: residual.image };
  const options = { count: out.N, advance, split, own: { scratch: work.step } } as const;
  call(draft, "f32_conv_strassen", { ...args, output: output.at, outputPlane: output.plane }, options);
  return levels === 1 ? "convolution 1×1, Strassen" : "convolution 1×1, Strassen twice";
}

/** The weights as the algorithm takes them: made at set-up, once for all layers that share them. */
function rightFactors(draft: Draft, convolution: Convolution, levels: Levels): Reference {
  const { planes } = imageOf(convolution.stage.shape);
  const bytes = planes * imageOf(convolution.inShape).C * 32;
  const packing = { kind: "strassen", levels } as const;
  const before = draft.buffers.length;
  const weights = weightsOf(draft, convolution, bytes * (7 / 4) ** levels, packing);
  if (draft.buffers.length === before) return weights;
  const args = { weights, bytes, groups: planes / 2 ** levels, levels };
  draft.setup.push(draftCall("strassen_weights", args));
  return weights;
}

/** The pixels that a stride leaves, side by side. */
function thinned(draft: Draft, { stage, stride }: Convolution, from: Value): Value {
  const { N, C, W, planes } = imageOf(from.shape);
  const size = outputSize(stage);
  const to = blockedValue(draft, [N, C, size.outputHeight, size.outputWidth]);
  const args = {
    input: from.at,
    inputPlane: from.plane,
    inputWidth: W,
    output: to.at,
    outputPlane: to.plane,
    ...size,
    strideHeight: stride[0],
    strideWidth: stride[1],
    planeBegin: 0,
    planeEnd: planes,
  };
  const advance = { input: from.image, output: to.image };
  call(draft, "f32_thin", args, { count: N, advance, split: "plane" });
  return to;
}

/** Bytes that f32_conv_strassen works in: eight records, sums of left factors, sums of products. */
function strassenScratch(levels: Levels, channels: number, pixels: number, groups: number): number {
  const half = Math.ceil(pixels / 2);
  const quarter = Math.ceil(half / 2);
  const factors = 256 + (channels / 4) * oddLines(half * 32);
  if (levels === 1) return factors + half * 64;
  return factors + (channels / 8) * oddLines(quarter * 32) + quarter * 64 + (2 + 6 * groups) * half * 32;
}

/** As in the kernel: an odd number of cache lines. */
function oddLines(bytes: number): number {
  const lines = Math.ceil(bytes / 64);
  return (lines + 1 - (lines % 2)) * 64;
}
