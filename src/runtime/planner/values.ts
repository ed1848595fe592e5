import type { NodeId } from "../../ir/index.ts";
import { elements } from "../elements.ts";
import type { TensorLayout } from "../plan.ts";
import { at, call, type Draft, scratch, type Value } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";

/** [N, C, H, W] with what the kernels derive from it. */
export interface Image {
  readonly N: number;
  readonly C: number;
  readonly H: number;
  readonly W: number;
  readonly pixels: number;
  /** Blocks of 8 channels; the last may be part full. */
  readonly planes: number;
}

/** An image without a batch, [C, H, W], is a batch of one. */
export function imageOf(shape: readonly number[]): Image {
  const [N = 1, C = 1, H = 1, W = 1] = shape.length === 3 ? [1, ...shape] : shape;
  return { N, C, H, W, pixels: H * W, planes: Math.ceil(C / 8) };
}

export function isImage(shape: readonly number[]): boolean {
  return shape.length === 3 || shape.length === 4;
}

/** Which of an image's axes, counted from 0, is the channels'. */
export function channelAxis(shape: readonly number[]): number {
  return shape.length - 3;
}

/** The value of a node in whatever layout it has; blocked where it has both. */
export function anyLayout(draft: Draft, id: NodeId): Value {
  const known = draft.values.get(id);
  const value = known?.blocked ?? known?.planar;
  if (value === undefined) throw new Error(`Node ${id} is read before it is computed.`);
  return value;
}

/** The value of a node in the layout asked for; converted, once, where it exists in the other one only. */
export function inLayout(draft: Draft, id: NodeId, layout: TensorLayout): Value {
  const known = draft.values.get(id)?.[layout];
  if (known !== undefined) return known;
  const from = anyLayout(draft, id);
  const to = layout === "planar" ? planarValue(draft, from.shape) : blockedValue(draft, from.shape);
  convert(draft, from, to);
  keep(draft, id, to);
  return to;
}

/**
 * The buffer for a stage's output: one chosen before, a part of a concatenation that will take it, or a new one.
 */
export function outputValue(draft: Draft, stage: FusedStage, layout: TensorLayout): Value {
  const placed = draft.placed.get(stage.value);
  if (placed !== undefined && placed.layout !== layout)
    throw new Error(`The place for node ${stage.value} is ${placed.layout}, but its value is ${layout}.`);
  const value = placed ?? roomFor(draft, stage, layout);
  keep(draft, stage.value, value);
  return value;
}

function roomFor(draft: Draft, { value, shape }: FusedStage, layout: TensorLayout): Value {
  return layout === "blocked" ? blockedOutput(draft, value, shape) : planarValue(draft, shape);
}

export function keep(draft: Draft, id: NodeId, value: Value): void {
  draft.values.set(id, { ...draft.values.get(id), [value.layout]: value });
}

export function planarValue(draft: Draft, shape: readonly number[]): Value {
  return { at: scratch(draft, elements(shape) * 4), layout: "planar", shape, plane: 0, image: 0 };
}

function blockedOutput(draft: Draft, id: NodeId, shape: readonly number[]): Value {
  const joint = draft.joints.get(id);
  if (joint === undefined) return blockedValue(draft, shape);
  const known = draft.values.get(joint.whole)?.blocked;
  const whole = known ?? blockedOutput(draft, joint.whole, joint.wholeShape);
  if (known === undefined) keep(draft, joint.whole, whole);
  return { ...whole, shape, at: at(whole.at, (joint.firstChannel / 8) * whole.plane) };
}

export function blockedValue(draft: Draft, shape: readonly number[]): Value {
  const { N, pixels, planes } = imageOf(shape);
  const plane = (pixels + 1) * 32;
  const image = planes * plane;
  return { at: scratch(draft, N * image), layout: "blocked", shape, plane, image };
}

/** From one layout into the other, image by image. */
export function convert(draft: Draft, from: Value, to: Value): void {
  const { N, C, pixels } = imageOf(from.shape);
  const row = C * pixels * 4;
  if (to.layout === "blocked") {
    const args = { input: from.at, output: to.at, outputPlane: to.plane, channels: C, pixels };
    call(draft, "f32_to_blocked", args, { count: N, advance: { input: row, output: to.image } });
  } else {
    const args = { input: from.at, inputPlane: from.plane, output: to.at, channels: C, pixels };
    call(draft, "f32_to_planar", args, { count: N, advance: { input: from.image, output: row } });
  }
}
