import type { PermuteLowering, SliceLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { at, call, type Draft, integers, type Reference, type Value } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { rotatesChannels } from "./pixelwise.ts";
import {
  anyLayout,
  channelAxis,
  imageOf,
  inLayout,
  isImage,
  keep,
  outputValue,
  planarValue,
} from "./values.ts";

/** A stretch of an axis: whole blocks of channels, or the outermost axis, need no copy. */
export function draftSlice(draft: Draft, stage: FusedStage, lowering: SliceLowering): string {
  const input = anyLayout(draft, stage.inputs[0] ?? 0);
  if (input.layout === "blocked") {
    const inPlace = sliceOfBlocks(input, stage.shape, lowering);
    if (inPlace !== null) {
      keep(draft, stage.value, { ...input, shape: stage.shape, at: inPlace });
      return "slice in place";
    }
    if (lowering.axis === channelAxis(input.shape)) {
      const channels = Array.from({ length: imageOf(stage.shape).C }, (_, c) => lowering.start + c);
      return gatherChannels(draft, stage, channels);
    }
  }
  return sliceRows(draft, stage, lowering);
}

/** Where the slice begins, if it is made of whole blocks. Its last block must hold no other channels. */
function sliceOfBlocks(
  input: Value,
  shape: readonly number[],
  { axis, start }: SliceLowering,
): Reference | null {
  const channels = channelAxis(input.shape);
  if (axis < channels) return at(input.at, start * input.image);
  if (axis !== channels || start % 8 !== 0) return null;
  const [all, taken] = [imageOf(input.shape).C, imageOf(shape).C];
  return taken % 8 === 0 || start + taken === all ? at(input.at, (start / 8) * input.plane) : null;
}

/** Row-major: a row is everything from the axis on. */
function sliceRows(draft: Draft, stage: FusedStage, { axis, start }: SliceLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const inner = elements(stage.shape.slice(axis + 1)) * 4;
  const from = at(input.at, start * inner);
  const rows = elements(stage.shape.slice(0, axis));
  if (rows === 1) {
    keep(draft, stage.value, { ...input, shape: stage.shape, at: from });
    return "slice in place";
  }
  const output = outputValue(draft, stage, "planar");
  const bytes = (stage.shape[axis] ?? 1) * inner;
  const inputRow = (input.shape[axis] ?? 1) * inner;
  call(draft, "copy_rows", { input: from, inputRow, output: output.at, outputRow: bytes, bytes, rows });
  return "slice";
}

/** Axes in another order. What only moves channels, or moves them first or last, goes from blocks or into them. */
export function draftPermute(draft: Draft, stage: FusedStage, { sizes, order }: PermuteLowering): string {
  const input = anyLayout(draft, stage.inputs[0] ?? 0);
  const same = sizes.join() === input.shape.join();
  if (input.layout === "blocked") {
    const channels = channelsMoved(input.shape, stage.shape, sizes, order);
    if (channels !== null) return gatherChannels(draft, stage, channels);
    if (same && rotatesChannels(order, input.shape, 1)) return channelsLast(draft, stage);
  }
  if (same && isImage(stage.shape) && rotatesChannels(order, input.shape, -1))
    return channelsFirst(draft, stage);
  return permuteRows(draft, stage, sizes, order);
}

/** For each channel of the output, the input's channel that it takes; null where more than channels moves. */
function channelsMoved(
  from: readonly number[],
  to: readonly number[],
  sizes: readonly number[],
  order: readonly number[],
): readonly number[] | null {
  const [input, output] = [imageOf(from), imageOf(to)];
  if (!isImage(from) || !isImage(to) || input.C !== output.C) return null;
  const last = sizes.length - 2;
  const spatial = [last, last + 1].every((axis) => order[axis] === axis);
  if (!spatial || sizes.slice(last).join() !== `${input.H},${input.W}`) return null;
  // The axes of the batch, if any, come before the channels' and stay there.
  const batch = sizes[0] === input.N && order[0] === 0 && elements(sizes.slice(1, last)) === input.C ? 1 : 0;
  if (elements(sizes.slice(batch, last)) !== input.C) return null;
  const inner = {
    sizes: sizes.slice(batch, last),
    order: order.slice(batch, last).map((axis) => axis - batch),
  };
  return placesOf(inner.sizes, inner.order);
}

/** For every number of the output, row-major, which of the input's it is. */
function placesOf(sizes: readonly number[], order: readonly number[]): readonly number[] {
  const strides = sizes.map((_, axis) => elements(sizes.slice(axis + 1)));
  let places = [0];
  for (const axis of order) {
    const steps = Array.from({ length: sizes[axis] ?? 1 }, (_, i) => i * (strides[axis] ?? 1));
    places = places.flatMap((place) => steps.map((step) => place + step));
  }
  return places;
}

export function gatherChannels(draft: Draft, stage: FusedStage, channels: readonly number[]): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const output = outputValue(draft, stage, "blocked");
  const { N, C, pixels, planes } = imageOf(stage.shape);
  const bytes = channels.map((channel) => Math.floor(channel / 8) * input.plane + (channel % 8) * 4);
  const args = {
    input: input.at,
    output: output.at,
    outputPlane: output.plane,
    pixels,
    places: integers(draft, bytes),
    channels: C,
    planeBegin: 0,
    planeEnd: planes,
  };
  const advance = { input: input.image, output: output.image };
  call(draft, "f32_gather_channels", args, { count: N, advance, split: "plane" });
  return "channels gathered";
}

function channelsLast(draft: Draft, stage: FusedStage): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const output = outputValue(draft, stage, "planar");
  const { N, C, pixels, planes } = imageOf(input.shape);
  const args = { input: input.at, inputPlane: input.plane, output: output.at, channels: C, pixels };
  const advance = { input: input.image, output: C * pixels * 4 };
  const range = { planeBegin: 0, planeEnd: planes };
  call(draft, "f32_channels_last", { ...args, ...range }, { count: N, advance, split: "plane" });
  return "channels last";
}

function channelsFirst(draft: Draft, stage: FusedStage): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const output = outputValue(draft, stage, "blocked");
  const { N, C, pixels, planes } = imageOf(stage.shape);
  const args = { input: input.at, output: output.at, outputPlane: output.plane, channels: C, pixels };
  const advance = { input: C * pixels * 4, output: output.image };
  const range = { planeBegin: 0, planeEnd: planes };
  call(draft, "f32_channels_first", { ...args, ...range }, { count: N, advance, split: "plane" });
  return "channels first";
}

/** Neighbours that stay neighbours are one axis; the last two that are left are the kernel's, a table finds the rest. */
function permuteRows(
  draft: Draft,
  stage: FusedStage,
  sizes: readonly number[],
  order: readonly number[],
): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const axes = mergedAxes(sizes, order);
  if (axes.length < 2 && (axes.at(-1)?.step ?? 1) === 1) {
    keep(draft, stage.value, { ...input, shape: stage.shape });
    return "reshape";
  }
  moveAxes(draft, input, outputValue(draft, stage, "planar"), axes);
  return "permute";
}

/** A row-major value with its axes in another order. */
export function permuted(draft: Draft, input: Value, order: readonly number[]): Value {
  const output = planarValue(
    draft,
    order.map((axis) => input.shape[axis] ?? 1),
  );
  moveAxes(draft, input, output, mergedAxes(input.shape, order));
  return output;
}

function moveAxes(draft: Draft, input: Value, output: Value, axes: readonly Axis[]): void {
  const items = axes.at(-1) ?? { size: 1, step: 1 };
  const columns = axes.at(-2) ?? { size: 1, step: 1 };
  let places = [0];
  for (const { size, step } of axes.slice(0, -2)) {
    const steps = Array.from({ length: size }, (_, i) => i * step * 4);
    places = places.flatMap((place) => steps.map((more) => place + more));
  }
  const args = {
    input: input.at,
    output: output.at,
    places: integers(draft, places),
    columns: columns.size,
    columnStep: columns.step * 4,
    items: items.size,
    itemStep: items.step * 4,
    rowBegin: 0,
    rowEnd: places.length,
  };
  call(draft, "f32_permute", args, { split: "row" });
}

interface Axis {
  readonly size: number;
  /** Numbers from one place of the axis to the next. */
  readonly step: number;
}

/** The output's axes as the input has them, outermost first. */
function mergedAxes(sizes: readonly number[], order: readonly number[]): readonly Axis[] {
  const axes: Axis[] = [];
  for (const axis of order) {
    const next = { size: sizes[axis] ?? 1, step: elements(sizes.slice(axis + 1)) };
    const before = axes.at(-1);
    if (next.size === 1) continue;
    if (before?.step === next.size * next.step) {
      axes[axes.length - 1] = { size: before.size * next.size, step: next.step };
    } else {
      axes.push(next);
    }
  }
  return axes;
}
