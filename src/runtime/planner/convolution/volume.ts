import type { ConvolutionLowering, DepthWindow } from "../../../ops/index.ts";
import type { Draft, Reference, Value } from "../draft.ts";
import type { FusedStage } from "../fusion/fused-program.ts";
import { named, onImages, sliceOf } from "../slices.ts";
import { blockedValue, imageOf, inLayout, keep, outputValue } from "../values.ts";
import { type Convolution, outputSize, volumeTable } from "./convolution.ts";
import { groupedExactly, mixesGroups } from "./grouped-exactly.ts";
import { draftConvolution } from "./index.ts";
import { tilesOf } from "./tiles.ts";
import { winograd, winogradFor } from "./winograd.ts";

/**
 * A convolution of volumes. What sees one voxel only, or a line along the depth, is a convolution of images; a window of
 * 3 × 3 is taken slice by slice where Winograd's algorithm pays; the tile kernel, which reads taps from a table, serves the
 * rest.
 */
export function draftVolumeConvolution(
  draft: Draft,
  stage: FusedStage,
  lowering: ConvolutionLowering,
): string {
  const { depth } = lowering;
  if (depth === null) return draftConvolution(draft, stage, lowering);
  const kernel = [depth.kernel, ...lowering.kernel].join("×");
  if (isLine(lowering)) return `${alongDepth(draft, stage, lowering, depth)}, of ${kernel}`;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const folds = stage.epilogue.affines;
  const convolution = { ...lowering, stage, inShape: input.shape, folds, tapOrder: null, slice: null };
  const one = asImages(convolution, depth);
  const taps = Array.from({ length: depth.to }, (_, slice) => tapsMeeting(depth, slice));
  if (draft.exact && mixesGroups(convolution)) {
    return `${bySlices(draft, convolution, depth, taps, exactly)}, of ${kernel}`;
  }
  const all = taps.every((met) => met.length > 0);
  const variant = all ? winogradFor(draft, one) : null;
  if (variant !== null) {
    const algorithm = bySlices(draft, convolution, depth, taps, {
      inPlace: true,
      convolve: (draft, slice) => winograd(draft, slice, variant),
    });
    return `${algorithm}, of ${kernel}`;
  }
  return tilesOf(draft, convolution, {
    taps: depth.kernel * lowering.kernel[0] * lowering.kernel[1],
    reachesOutside: true,
    table: (chunk) => wholeTable(draft, convolution, depth, chunk),
    name: kernel,
  });
}

const exactly = { inPlace: false, convolve: groupedExactly };

/** Whether it sees nothing but a line along the depth. */
function isLine({ kernel, stride, padding }: ConvolutionLowering): boolean {
  const none = padding.top === 0 && padding.left === 0 && padding.bottom === 0 && padding.right === 0;
  return none && kernel.join() === "1,1" && stride.join() === "1,1";
}

/** The volume as an image of D rows, each a slice. */
function alongDepth(
  draft: Draft,
  stage: FusedStage,
  lowering: ConvolutionLowering,
  depth: DepthWindow,
): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const { N, C, pixels } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const output = outputValue(draft, stage, "blocked");
  const shape = [N, out.C, depth.to, out.pixels / depth.to];
  const image = { ...input, shape: [N, C, depth.from, pixels / depth.from] };
  const step = onImages(draft, stage, image, { ...output, shape });
  const { residual, ...epilogue } = stage.epilogue;
  const added = residual === null ? null : named(draft, inLayout(draft, residual, "blocked"));
  const window = {
    kernel: [depth.kernel, 1],
    stride: [depth.stride, 1],
    padding: { top: depth.before, bottom: depth.after, left: 0, right: 0 },
    dilation: [depth.dilation, 1],
  } as const;
  const plain = { ...lowering, ...window, axes: 2, depth: null } as const;
  return draftConvolution(draft, { ...step, epilogue: { ...epilogue, residual: added } }, plain);
}

/** The same convolution of one slice. */
function asImages(convolution: Convolution, depth: DepthWindow): Convolution {
  const { stage, inShape } = convolution;
  const [N = 1, C = 1, rows = 1, W = 1] = inShape;
  const [, outC = 1, outRows = 1, outW = 1] = stage.shape;
  return {
    ...convolution,
    inShape: [N, C, rows / depth.from, W],
    stage: { ...stage, shape: [N, outC, outRows / depth.to, outW] },
  };
}

/** Which taps of the depth bring which slices of the input to one of the output. */
function tapsMeeting({ from, kernel, stride, before, dilation }: DepthWindow, slice: number): readonly Tap[] {
  return Array.from({ length: kernel }, (_, tap) => ({
    tap,
    input: slice * stride - before + tap * dilation,
  })).filter(({ input }) => input >= 0 && input < from);
}

/** A slice of the weights and the slice of the input that it meets. */
export interface Tap {
  readonly tap: number;
  readonly input: number;
}

/** A tap and the slice of the input that it reads, or null if no tap meets the output's slice. */
interface SliceRead {
  readonly tap: number;
  readonly input: number | null;
}

type Sliced = Pick<Convolution, "stage" | "inShape" | "kernel" | "slice">;

/** How a convolution of images is drafted. */
interface OfImages<C> {
  /** Whether it may write where the sum is that it adds to: it reads each number of that before it writes there. */
  readonly inPlace: boolean;
  convolve(draft: Draft, slice: C): string;
}

/**
 * Each slice of the output as a sum of convolutions of images, one for each slice of the weights that meets it.
 * Each adds to the sum so far; the first adds the bias, and the last applies the activation. A slice that no tap
 * meets is computed from an image without rows.
 */
export function bySlices<C extends Sliced>(
  draft: Draft,
  convolution: C,
  { from, to }: { readonly from: number; readonly to: number },
  taps: readonly (readonly Tap[])[],
  { inPlace, convolve }: OfImages<C>,
): string {
  const { stage } = convolution;
  const { epilogue } = stage;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const residual = epilogue.residual === null ? null : inLayout(draft, epilogue.residual, "blocked");
  const output = outputValue(draft, stage, "blocked");
  const { shape } = sliceOf(output, to, 0);
  const between = inPlace ? [] : [blockedValue(draft, shape), blockedValue(draft, shape)];
  let algorithm = "";
  for (const [slice, met] of taps.entries()) {
    let sum: Value | null = residual === null ? null : sliceOf(residual, to, slice);
    const read: readonly SliceRead[] = met.length > 0 ? met : [{ tap: 0, input: null }];
    for (const [i, { tap, input: at }] of read.entries()) {
      const isLast = i === read.length - 1;
      const target = (isLast ? undefined : between[i % 2]) ?? sliceOf(output, to, slice);
      const image = at === null ? withoutRows(input) : sliceOf(input, from, at);
      const step = onImages(draft, stage, image, target);
      const added = sum === null ? null : named(draft, sum);
      const activation = isLast ? epilogue.activation : null;
      const part = { tap, taps: convolution.kernel[0] * convolution.kernel[1], isFirst: i === 0 };
      algorithm = convolve(draft, {
        ...convolution,
        stage: { ...step, epilogue: { affines: epilogue.affines, residual: added, activation } },
        inShape: image.shape,
        slice: part,
      });
      sum = target;
    }
  }
  keep(draft, stage.value, output);
  return `${algorithm}, slice by slice`;
}

/** An image of no rows: every tap is outside, so convolving it gives the bias alone. */
function withoutRows(volume: Value): Value {
  const { N, C, W } = imageOf(volume.shape);
  return { ...volume, shape: [N, C, 0, W] };
}

function wholeTable(draft: Draft, convolution: Convolution, depth: DepthWindow, chunk: number): Reference {
  const { stage, inShape, kernel, stride, padding, dilation } = convolution;
  const { H, W } = imageOf(inShape);
  const { outputHeight, outputWidth } = outputSize(stage);
  return volumeTable(draft, {
    inputDepth: depth.from,
    inputHeight: H / depth.from,
    inputWidth: W,
    outputDepth: depth.to,
    outputHeight: outputHeight / depth.to,
    outputWidth,
    kernelDepth: depth.kernel,
    kernelHeight: kernel[0],
    kernelWidth: kernel[1],
    strideDepth: depth.stride,
    strideHeight: stride[0],
    strideWidth: stride[1],
    padFront: depth.before,
    padTop: padding.top,
    padLeft: padding.left,
    dilationDepth: depth.dilation,
    dilationHeight: dilation[0],
    dilationWidth: dilation[1],
    chunk,
  });
}
