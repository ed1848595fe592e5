import type { ConcatLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { at, call, type Draft } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { anyLayout, channelAxis, convert, imageOf, inLayout, isImage, outputValue } from "./values.ts";

/** Whether a concatenation is along the channels of images, with every part at a whole block. */
export function joinsBlocks(
  { axis }: ConcatLowering,
  shape: readonly number[],
  parts: readonly (readonly number[])[],
): boolean {
  if (!isImage(shape) || axis !== channelAxis(shape)) return false;
  return parts.slice(0, -1).every((part) => channelsOf(part) % 8 === 0);
}

export function channelsOf(shape: readonly number[]): number {
  return imageOf(shape).C;
}

export function draftConcat(draft: Draft, stage: FusedStage, lowering: ConcatLowering): string {
  const parts = stage.inputs.map((id) => anyLayout(draft, id).shape);
  return joinsBlocks(lowering, stage.shape, parts)
    ? joinBlocks(draft, stage)
    : joinRows(draft, stage, lowering.axis);
}

/** Copies the parts that were not written into the whole directly. */
function joinBlocks(draft: Draft, stage: FusedStage): string {
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
function joinRows(draft: Draft, stage: FusedStage, axis: number): string {
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
