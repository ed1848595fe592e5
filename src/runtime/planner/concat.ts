import type { NodeId } from "../../ir/index.ts";
import type { ConcatLowering, Lowering } from "../../ops/index.ts";
import type { Program, Stage } from "../../passes/index.ts";
import { elements } from "../elements.ts";
import { at, call, type Draft, type Joint } from "./draft.ts";
import { normalizesBlocks } from "./normalization.ts";
import { anyLayout, channelAxis, convert, imageOf, inLayout, isImage, outputValue } from "./values.ts";

/** The families whose results always stand in blocks, wherever they are told to put them. */
const blockedFamilies: ReadonlySet<Lowering["family"]> = new Set([
  "convolution",
  "transposed-convolution",
  "resize",
  "pool",
  "adaptive-pool",
  "affine",
  "concat",
] as const);

/**
 * Concatenations that cost nothing: whose parts their producers can write straight into the whole. That takes
 * whole blocks of 8 channels before each part; a value can be a part of one whole only, and the later one is
 * served first.
 */
export function findJoints(program: Program): ReadonlyMap<NodeId, Joint> {
  const producers = new Map(program.stages.map((stage) => [stage.value, stage]));
  const joints = new Map<NodeId, Joint>();
  for (const stage of [...program.stages].reverse()) {
    if (!isBlockedConcat(stage, producers)) continue;
    const window = windowOf(stage, producers, joints);
    if (window !== undefined && !joints.has(stage.value)) {
      joints.set(stage.value, window);
      continue;
    }
    let firstChannel = 0;
    for (const id of stage.inputs) {
      const part = producers.get(id);
      const writable = part !== undefined && producesBlocks(part, producers);
      const joint = { whole: stage.value, wholeShape: stage.shape, firstChannel };
      if (writable && !joints.has(id)) joints.set(id, joint);
      firstChannel += channelsOf(part?.shape ?? []);
    }
  }
  return joints;
}

/**
 * The stretch of another whole in which all parts of a concatenation stand side by side already, as in a
 * dense block, where each layer reads all that stands before it.
 */
function windowOf(
  { inputs }: Stage,
  producers: ReadonlyMap<NodeId, Stage>,
  joints: ReadonlyMap<NodeId, Joint>,
): Joint | undefined {
  const window = joints.get(inputs[0] ?? -1);
  let channel = window?.firstChannel ?? 0;
  for (const id of inputs) {
    const joint = joints.get(id);
    if (joint === undefined || joint.whole !== window?.whole || joint.firstChannel !== channel)
      return undefined;
    channel += channelsOf(producers.get(id)?.shape ?? []);
  }
  return window;
}

/** Along the channels of images, with every part at a whole block. */
function isBlockedConcat(stage: Stage, producers: ReadonlyMap<NodeId, Stage>): boolean {
  const { lowering, shape, inputs } = stage;
  if (lowering.family !== "concat") return false;
  return joinsBlocks(
    lowering,
    shape,
    inputs.map((id) => producers.get(id)?.shape ?? []),
  );
}

function joinsBlocks(
  { axis }: ConcatLowering,
  shape: readonly number[],
  parts: readonly (readonly number[])[],
): boolean {
  if (!isImage(shape) || axis !== channelAxis(shape)) return false;
  return parts.slice(0, -1).every((part) => channelsOf(part) % 8 === 0);
}

function channelsOf(shape: readonly number[]): number {
  return imageOf(shape).C;
}

function producesBlocks(stage: Stage, producers: ReadonlyMap<NodeId, Stage>): boolean {
  if (stage.lowering.family === "concat") return isBlockedConcat(stage, producers);
  if (stage.lowering.family === "normalization") return normalizesBlocks(stage.shape, stage.lowering);
  return blockedFamilies.has(stage.lowering.family) && isImage(stage.shape);
}

export function draftConcat(draft: Draft, stage: Stage, lowering: ConcatLowering): string {
  const parts = stage.inputs.map((id) => anyLayout(draft, id).shape);
  return joinsBlocks(lowering, stage.shape, parts)
    ? joinBlocks(draft, stage)
    : joinRows(draft, stage, lowering.axis);
}

/** Copies the parts that do not stand in the whole already. */
function joinBlocks(draft: Draft, stage: Stage): string {
  const whole = draft.values.get(stage.value)?.blocked ?? outputValue(draft, stage, "blocked");
  let firstChannel = 0;
  let copies = 0;
  for (const id of stage.inputs) {
    const part = anyLayout(draft, id);
    const { N, C, planes } = imageOf(part.shape);
    const to = { ...whole, shape: part.shape, at: at(whole.at, (firstChannel / 8) * whole.plane) };
    firstChannel += C;
    if (part.at.buffer === to.at.buffer && part.at.offset === to.at.offset) continue;
    copies++;
    if (part.layout === "planar") {
      convert(draft, part, to);
    } else {
      const args = {
        input: part.at,
        inputRow: part.plane,
        output: to.at,
        outputRow: to.plane,
        bytes: part.plane,
      };
      const repeat = { count: N, advance: { input: part.image, output: to.image } };
      call(draft, "copy_rows", { ...args, rows: planes }, repeat);
    }
  }
  return copies === 0 ? "concatenation in place" : "concatenation";
}

/** Row-major parts along any axis: a row is everything from that axis on. */
function joinRows(draft: Draft, stage: Stage, axis: number): string {
  const output = outputValue(draft, stage, "planar");
  const outputRow = elements(stage.shape.slice(axis)) * 4;
  let offset = 0;
  for (const id of stage.inputs) {
    const part = inLayout(draft, id, "planar");
    const bytes = elements(part.shape.slice(axis)) * 4;
    const rows = elements(part.shape.slice(0, axis));
    const args = { input: part.at, inputRow: bytes, output: at(output.at, offset), outputRow, bytes, rows };
    call(draft, "copy_rows", args);
    offset += bytes;
  }
  return "concatenation of rows";
}
