import type { KnownShape } from "../../ir/index.ts";
import type {
  ConvolutionLowering,
  Lowering,
  ParameterLowering,
  TransposedConvolutionLowering,
} from "../../ops/index.ts";
import type { Stage } from "../../passes/index.ts";
import { elements } from "../elements.ts";
import { draftBinary, draftSelect } from "./binary.ts";
import { draftFold, draftUnfold } from "./columns.ts";
import { draftConcat, joinsBlocks } from "./concat.ts";
import { draftVolumeConvolution } from "./convolution/volume.ts";
import { constant, type Draft } from "./draft.ts";
import { draftActivation, draftAffine } from "./elementwise.ts";
import { draftFunctional } from "./functional.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { draftAffineGrid, draftGridSample } from "./grid.ts";
import {
  activationOnImages,
  binaryOnImages,
  channelsOnImages,
  functionalOnImages,
  type ImageForm,
  meanOnImages,
  normalizationOnImages,
  type StoredInput,
} from "./image-forms.ts";
import { draftLinear } from "./linear.ts";
import { draftMatmul } from "./matmul.ts";
import { draftNormalization, normalizesBlocks } from "./normalization.ts";
import { draftPick } from "./pick.ts";
import {
  type AtPixels,
  activationAtPixels,
  linearAtPixels,
  normalizationAtPixels,
  normalizesLastAxis,
} from "./pixelwise.ts";
import { draftCumulativeSum, draftGather, draftPoolPlaces, draftUnpool } from "./places.ts";
import { draftMean } from "./pool.ts";
import { draftPermute, draftSlice } from "./rearrange.ts";
import { draftReduction } from "./reduction.ts";
import { draftLocalResponseNorm, draftReshape, draftSoftmax } from "./rows.ts";
import { draftVolumeAdaptivePool, draftVolumePool, draftVolumeResize } from "./slices.ts";
import { draftVolumeTransposed } from "./transposed-volume.ts";
import { isImage, keep, outputValue } from "./values.ts";

/** What the planner knows about one family of lowerings. A capability that is left out is one that its kernels lack. */
export interface KernelFamily<L extends Lowering> {
  /** Records the kernel calls of a stage and returns the algorithm in a word. */
  draft(draft: Draft, stage: FusedStage, lowering: L): string;
  /** Its kernels take nothing but images, [C, H, W] or [N, C, H, W]. */
  readonly imagesOnly?: true;
  /** Whether a result of this shape is always in blocks, so that it can be written into a concatenation directly. */
  leavesBlocks?(lowering: L, shape: KnownShape, inputs: readonly KnownShape[]): boolean;
  /** It is a linear map with a bias for each channel, whose weights absorb batch norms when they are packed. */
  readonly foldsAffine?: true;
  /** Whether its kernels add another tensor of the result's shape before they store. */
  addsResidual?(lowering: L, shape: KnownShape): boolean;
  /** Its kernels apply an activation before they store. */
  readonly fusesActivation?: true;
  /** The stage where signals or volumes are stored as images (as-images.ts); null where it reads them as they are. */
  onImages?(stage: Stage, lowering: L, inputs: readonly StoredInput[]): ImageForm | null;
  /** The stage on an image whose channels its input has last (channels-last.ts); null where it does more than work at each pixel. */
  atPixels?(stage: Stage, lowering: L, image: KnownShape): AtPixels | null;
  /** Whether it works along the last axis, so that authors bring an image's channels there for it. */
  wantsChannelsLast?(lowering: L): boolean;
}

/** A row for each family. */
const families: {
  readonly [F in Lowering["family"]]: KernelFamily<Extract<Lowering, { readonly family: F }>>;
} = {
  convolution: {
    draft: draftVolumeConvolution,
    imagesOnly: true,
    leavesBlocks: ofImages,
    foldsAffine: true,
    addsResidual: isNotDepthwise,
    fusesActivation: true,
  },
  "transposed-convolution": {
    draft: draftVolumeTransposed,
    imagesOnly: true,
    leavesBlocks: ofImages,
    foldsAffine: true,
    addsResidual: isNotDepthwise,
    fusesActivation: true,
  },
  resize: { draft: draftVolumeResize, imagesOnly: true, leavesBlocks: ofImages },
  linear: {
    draft: draftLinear,
    fusesActivation: true,
    atPixels: linearAtPixels,
    wantsChannelsLast: () => true,
  },
  matmul: { draft: draftMatmul },
  pool: { draft: draftVolumePool, imagesOnly: true, leavesBlocks: ofImages },
  "pool-places": { draft: draftPoolPlaces },
  unpool: { draft: draftUnpool },
  "adaptive-pool": { draft: draftVolumeAdaptivePool, imagesOnly: true, leavesBlocks: ofImages },
  affine: { draft: draftAffine, imagesOnly: true, leavesBlocks: ofImages, fusesActivation: true },
  activation: { draft: draftActivation, onImages: activationOnImages, atPixels: activationAtPixels },
  binary: { draft: draftBinary, fusesActivation: true, onImages: binaryOnImages },
  select: { draft: draftSelect },
  mean: { draft: draftMean, onImages: meanOnImages },
  reduction: { draft: draftReduction },
  "cumulative-sum": { draft: draftCumulativeSum },
  softmax: { draft: draftSoftmax },
  "local-response-norm": { draft: draftLocalResponseNorm },
  normalization: {
    draft: draftNormalization,
    leavesBlocks: normalizesBlocks,
    fusesActivation: true,
    onImages: normalizationOnImages,
    atPixels: normalizationAtPixels,
    wantsChannelsLast: normalizesLastAxis,
  },
  functional: { draft: draftFunctional, onImages: functionalOnImages },
  concat: { draft: draftConcat, leavesBlocks: joinsBlocks, onImages: channelsOnImages },
  slice: { draft: draftSlice, onImages: channelsOnImages },
  permute: { draft: draftPermute },
  pick: { draft: draftPick },
  gather: { draft: draftGather },
  "affine-grid": { draft: draftAffineGrid },
  "grid-sample": { draft: draftGridSample },
  unfold: { draft: draftUnfold },
  fold: { draft: draftFold },
  reshape: { draft: draftReshape },
  identity: { draft: draftReshape },
  parameter: { draft: draftParameter },
  source: { draft: draftSource },
};

export function familyOf({ family }: Lowering): KernelFamily<Lowering> {
  return families[family];
}

function ofImages(_lowering: Lowering, shape: KnownShape): boolean {
  return isImage(shape);
}

/** Depthwise convolutions have a kernel of their own, without a residual. */
function isNotDepthwise(
  { groups }: ConvolutionLowering | TransposedConvolutionLowering,
  shape: KnownShape,
): boolean {
  return groups === 1 || groups !== shape.at(-3);
}

function draftSource(draft: Draft, stage: FusedStage): string {
  outputValue(draft, stage, "planar");
  return "input";
}

/** It is there from the start, and no run writes to it. */
function draftParameter(draft: Draft, stage: FusedStage, { weight }: ParameterLowering): string {
  const parameter = stage.parameters[weight];
  if (parameter === undefined) throw new Error(`The op keeps no "${weight}".`);
  const { shape } = stage;
  const at = constant(draft, elements(shape) * 4, { kind: "plain", parameter });
  keep(draft, stage.value, { at, layout: "planar", shape, plane: 0, image: 0 });
  return "parameter";
}
