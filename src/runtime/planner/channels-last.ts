import type { KnownShape, NodeId } from "../../ir/index.ts";
import type { ConvolutionLowering, LinearLowering, Lowering } from "../../ops/index.ts";
import type { Program, Stage } from "../../passes/index.ts";
import { channelAxis, isImage } from "./values.ts";
import { viewsAmong } from "./views.ts";

/*
 * ConvNeXt permutes its images so that the channels come last, where layer norms and linear layers want them, and permutes
 * them back. All that happens in between happens at each pixel, which blocks of channels suit just as well: the values stay
 * as they are stored, and the permutations cost nothing.
 */

export interface ChannelsLastProgram {
  readonly program: Program;
  /** Values that are stored as images though their own shapes, given here, have the channels last. */
  readonly ownShapes: ReadonlyMap<NodeId, KnownShape>;
}

/** Values from `firstFree` on are views that no node stands for. */
export function keepInBlocks({ stages, outputs }: Program, firstFree: NodeId): ChannelsLastProgram {
  const found = new Map(stages.map((stage) => [stage.value, stage]));
  const channelsLast = new Map<NodeId, Stage>();
  const result: Stage[] = [];
  const view = viewsAmong(result, firstFree);
  const wanted = new Set(stages.flatMap((stage) => (isPixelwise(stage) ? stage.inputs.slice(0, 1) : [])));
  /** A value under its own shape. */
  const asItIs = (id: NodeId): NodeId => {
    const stage = channelsLast.get(id);
    return stage === undefined ? id : view(id, lastAgain(stage.shape), found.get(id)?.shape ?? []);
  };
  const keep = (stage: Stage, isChannelsLast: boolean): void => {
    result.push(stage);
    if (isChannelsLast) channelsLast.set(stage.value, stage);
  };
  for (const stage of stages) {
    const [input = -1] = stage.inputs;
    const from = channelsLast.get(input);
    const there = from === undefined ? null : pixelwise(stage, from.shape);
    if (
      isRotation(stage, found.get(input)?.shape ?? [], 1) &&
      wanted.has(stage.value) &&
      from === undefined
    ) {
      keep({ ...stage, lowering: { family: "reshape" }, shape: found.get(input)?.shape ?? [] }, true);
    } else if (from !== undefined && isRotation(stage, found.get(input)?.shape ?? [], -1)) {
      keep({ ...stage, lowering: { family: "reshape" } }, false);
    } else if (there !== null) keep({ ...stage, ...there }, true);
    else keep({ ...stage, inputs: stage.inputs.map(asItIs) }, false);
  }
  const ownShapes = new Map([...channelsLast.keys()].map((id) => [id, found.get(id)?.shape ?? []]));
  return { program: { stages: result, outputs }, ownShapes };
}

/** Whether a stage only brings an image's channels last (by 1) or back (by −1). */
function isRotation({ lowering, shape }: Stage, from: KnownShape, by: 1 | -1): boolean {
  if (lowering.family !== "permute" || lowering.sizes.join() !== from.join()) return false;
  return shape.length === from.length && rotatesChannels(lowering.order, from, by);
}

/** Whether a permutation rotates the last three axes of an image: by 1, so that the first comes last, or back by −1. */
export function rotatesChannels(order: readonly number[], shape: KnownShape, by: 1 | -1): boolean {
  const first = channelAxis(shape);
  if (!isImage(shape)) return false;
  return order.every((axis, i) => axis === (i < first ? i : first + ((i - first + by + 3) % 3)));
}

/** What is worth keeping an image in blocks for: it works on the last axis. */
function isPixelwise({ lowering }: Stage): boolean {
  if (lowering.family === "normalization")
    return lowering.over.kind === "last-axes" && lowering.over.count === 1;
  return lowering.family === "linear";
}

/** The stage on an image instead of on its permuted form; null where it does more than work at each pixel. */
function pixelwise(stage: Stage, image: KnownShape): Pick<Stage, "lowering" | "shape"> | null {
  const { lowering, shape } = stage;
  if (lowering.family === "activation") return { lowering, shape: image };
  if (!isPixelwise(stage)) return null;
  if (lowering.family === "normalization") {
    return { lowering: { ...lowering, over: { kind: "pixels", count: 1 } }, shape: image };
  }
  const channels = channelAxis(image);
  const result = image.map((size, axis) => (axis === channels ? (shape.at(-1) ?? 1) : size));
  return lowering.family === "linear" ? { lowering: pointwise(lowering), shape: result } : null;
}

/** A linear layer as a convolution of single pixels. */
export function pointwise({ weight, bias }: LinearLowering): ConvolutionLowering {
  return {
    family: "convolution",
    axes: 2,
    kernel: [1, 1],
    stride: [1, 1],
    padding: { top: 0, bottom: 0, left: 0, right: 0 },
    dilation: [1, 1],
    groups: 1,
    weight,
    bias,
    depth: null,
  };
}

/** From an image's shape to that with the channels last. */
function lastAgain(image: KnownShape): Lowering {
  const order = image.length === 3 ? [1, 2, 0] : [0, 2, 3, 1];
  return { family: "permute", sizes: image, order };
}
