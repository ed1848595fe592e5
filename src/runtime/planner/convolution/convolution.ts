import type { ConvolutionLowering } from "../../../ops/index.ts";
import type { kernelTable } from "../../kernel-table.generated.ts";
import type { Fold, Packing, WeightSlice } from "../../plan.ts";
import { constant, type Draft, draftCall, filledOnce, type Reference } from "../draft.ts";
import type { FusedStage } from "../fusion/fused-program.ts";
import { imageOf, inLayout } from "../values.ts";

/** A convolution as the planner sees it: sizes, and what is folded into it. */
export interface Convolution extends ConvolutionLowering {
  readonly stage: FusedStage;
  readonly inShape: readonly number[];
  readonly folds: readonly Fold[];
  /** The order of a transposed convolution's taps; null for an ordinary convolution. */
  readonly tapOrder: readonly number[] | null;
  /** The slice of a volume's weights that this is a convolution with; null for all of them. */
  readonly slice: (WeightSlice & { readonly isFirst: boolean }) | null;
}

/** What it takes to pack weights and biases. */
export type Weighted = Pick<
  Convolution,
  "stage" | "weight" | "bias" | "folds" | "groups" | "tapOrder" | "slice"
>;

/** Bytes of input that a chunk of output pixels may read: a part of a core's second cache of 512 KiB or more. */
const chunkBytes = 256 * 1024;

/** Pixels of one chunk: enough to use each weight often, a multiple of every tile size. */
export function chunkOf(pixels: number, bytesPerPixel: number): number {
  const fitting = Math.floor(chunkBytes / bytesPerPixel / 60) * 60;
  return Math.min(pixels, Math.max(60, fitting));
}

export function outputSize(stage: FusedStage): {
  readonly outputHeight: number;
  readonly outputWidth: number;
} {
  const { H, W } = imageOf(stage.shape);
  return { outputHeight: H, outputWidth: W };
}

/** A window's geometry; of the padding only what precedes the input matters. */
export interface Window extends Pick<ConvolutionLowering, "kernel" | "stride" | "dilation"> {
  readonly padding: { readonly top: number; readonly left: number };
}

/** The same in the kernels' words. */
export function geometry({ kernel, stride, padding, dilation }: Window) {
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

/**
 * A strip of input rows, copied with their padding and every strideth column side by side, where a column takes
 * `pixelBytes`: output rows to make at a time and the bytes of what they read, at most `limit` if that is a row.
 */
export function stripOf(
  { kernel, stride, dilation, stage }: Convolution,
  pixelBytes: number,
  limit: number,
): { readonly chunk: number; readonly bytes: number } {
  const { H, W } = imageOf(stage.shape);
  const [down, along] = [(kernel[0] - 1) * dilation[0], (kernel[1] - 1) * dilation[1]];
  const phases = Math.min(stride[1], along + 1);
  const row = pixelBytes * phases * (W + Math.floor(along / stride[1]));
  const fitting = Math.floor((limit / row - down - 1) / stride[0]) + 1;
  const chunk = Math.min(H, Math.max(1, fitting));
  return { chunk, bytes: ((chunk - 1) * stride[0] + down + 1) * row };
}

export function residualArguments(draft: Draft, { epilogue }: FusedStage) {
  if (epilogue.residual === null) return { args: { residual: 0, residualPlane: 0 }, image: 0 };
  const value = inLayout(draft, epilogue.residual, "blocked");
  return { args: { residual: value.at, residualPlane: value.plane }, image: value.image };
}

export function weightsOf(
  draft: Draft,
  { stage, weight, folds, groups, tapOrder, slice }: Weighted,
  bytes: number,
  packing: Packing,
): Reference {
  const parameter = stage.parameters[weight];
  if (parameter === undefined) throw new Error(`The op keeps no "${weight}".`);
  const part = slice === null ? null : { tap: slice.tap, taps: slice.taps };
  const content = { kind: "convolution", weight: parameter, folds, groups, tapOrder, slice: part } as const;
  return constant(draft, bytes, { ...content, packing });
}

export function biasOf(draft: Draft, { stage, bias, folds, slice }: Weighted): Reference {
  const { C, planes } = imageOf(stage.shape);
  if (slice !== null && !slice.isFirst) return constant(draft, planes * 32, { kind: "zeros" });
  const parameter = bias === null ? null : (stage.parameters[bias] ?? null);
  return constant(draft, planes * 32, { kind: "channel-bias", bias: parameter, channels: C, folds });
}

/** Offsets of every output pixel's taps; shared by all convolutions of the same geometry. */
export function tapTable(
  draft: Draft,
  sizes: Omit<Record<(typeof kernelTable)["conv_table"][number], number>, "table">,
): Reference {
  const { outputHeight, outputWidth, kernelHeight, kernelWidth } = sizes;
  const bytes = outputHeight * outputWidth * kernelHeight * kernelWidth * 4;
  return filledOnce(draft, `taps ${JSON.stringify(sizes)}`, bytes, (table) =>
    draftCall("conv_table", { table, ...sizes }),
  );
}

/** The same for volumes. */
export function volumeTable(
  draft: Draft,
  sizes: Omit<Record<(typeof kernelTable)["volume_table"][number], number>, "table">,
): Reference {
  const pixels = sizes.outputDepth * sizes.outputHeight * sizes.outputWidth;
  const bytes = pixels * sizes.kernelDepth * sizes.kernelHeight * sizes.kernelWidth * 4;
  return filledOnce(draft, `taps ${JSON.stringify(sizes)}`, bytes, (table) =>
    draftCall("volume_table", { table, ...sizes }),
  );
}

/** Offsets of rows, one tap each. */
export function rowTable(draft: Draft, pixels: number, step: number): Reference {
  return filledOnce(draft, `rows ${pixels} ${step}`, pixels * 4, (table) =>
    draftCall("row_table", { table, pixels, step }),
  );
}
