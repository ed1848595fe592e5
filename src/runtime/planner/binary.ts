import type { BinaryLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { call, type Draft, integers, type Reference, type Value } from "./draft.ts";
import { activate } from "./elementwise.ts";
import { type EpilogueArguments, epilogueOf } from "./epilogue.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { anyLayout, imageOf, inLayout, isImage, outputValue } from "./values.ts";

/** The numbers of src/kernel/binary.ts. */
const binaryCodes: Readonly<Record<BinaryLowering["fn"], number>> = {
  add: 0,
  subtract: 1,
  multiply: 2,
  divide: 3,
  maximum: 4,
  minimum: 5,
  power: 6,
  equal: 7,
  "not-equal": 8,
  less: 9,
  "less-equal": 10,
  greater: 11,
  "greater-equal": 12,
  "slope-below-0": 13,
};

/** In blocks where one operand is in blocks and the other one fits; else row by row. */
export function draftBinary(draft: Draft, stage: FusedStage, lowering: BinaryLowering): string {
  const epilogue = epilogueOf(stage.epilogue.activation);
  const operands = stage.inputs.map((id) => anyLayout(draft, id));
  const anyBlocked = operands.some(
    ({ layout, shape }) => layout === "blocked" && shape.join() === stage.shape.join(),
  );
  // 0 / 0 or 0⁻¹ in the lanes beyond the last channel would not be finite, which a zero weight does not silence.
  const lanesSafe = !["divide", "power"].includes(lowering.fn) || imageOf(stage.shape).C % 8 === 0;
  const fits = operands.every(({ shape }) => fitsBlocks(shape, stage.shape));
  if (anyBlocked && lanesSafe && fits) blocks(draft, stage, lowering, epilogue);
  else rows(draft, stage, lowering, epilogue);
  return lowering.fn;
}

/** Whether an operand is whole maps, one number a channel, one map for all channels, or one number. */
function fitsBlocks(shape: readonly number[], out: readonly number[]): boolean {
  if (!isImage(out)) return false;
  if (elements(shape) === 1) return true;
  const size = imageOf(shape);
  const whole = imageOf(out);
  const pixelsFit = size.pixels === 1 || (size.H === whole.H && size.W === whole.W);
  return shape.length === out.length && pixelsFit && (size.C === 1 || size.C === whole.C);
}

function blocks(draft: Draft, stage: FusedStage, { fn }: BinaryLowering, epilogue: EpilogueArguments): void {
  const out = imageOf(stage.shape);
  const [left, right] = stage.inputs.map((id) => operandInBlocks(draft, id, stage.shape));
  if (left === undefined || right === undefined) throw new Error("A binary stage has two inputs.");
  const output = outputValue(draft, stage, "blocked");
  const args = {
    fn: binaryCodes[fn],
    left: left.at,
    leftPlane: left.plane,
    leftPixel: left.pixel,
    splatLeft: left.splat,
    right: right.at,
    rightPlane: right.plane,
    rightPixel: right.pixel,
    splatRight: right.splat,
    output: output.at,
    outputPlane: output.plane,
    pixels: out.pixels,
    planeBegin: 0,
    planeEnd: out.planes,
    lo: epilogue.lo,
    hi: epilogue.hi,
  };
  const advance = { left: left.image, right: right.image, output: output.image };
  call(draft, "f32_binary", args, { count: out.N, advance, split: "plane" });
  if (epilogue.act !== 0) activate(draft, output, output, epilogue);
}

function operandInBlocks(draft: Draft, id: number, outShape: readonly number[]) {
  const known = anyLayout(draft, id);
  if (elements(known.shape) === 1) return { at: known.at, plane: 0, pixel: 0, splat: 1, image: 0 };
  const value = inLayout(draft, id, "blocked");
  const size = imageOf(value.shape);
  const out = imageOf(outShape);
  const oneChannel = size.C === 1 && out.C > 1;
  return {
    at: value.at,
    plane: oneChannel ? 0 : value.plane,
    pixel: size.pixels === 1 && out.pixels > 1 ? 0 : 32,
    splat: oneChannel ? 1 : 0,
    image: size.N === 1 ? 0 : value.image,
  };
}

/** Row-major operands of any shapes that broadcast: rows of the last axis, found by a table of offsets. */
function rows(draft: Draft, stage: FusedStage, { fn }: BinaryLowering, epilogue: EpilogueArguments): void {
  const [left, right] = stage.inputs.map((id) => inLayout(draft, id, "planar"));
  if (left === undefined || right === undefined) throw new Error("A binary stage has two inputs.");
  const columns = stage.shape.at(-1) ?? 1;
  const count = elements(stage.shape) / Math.max(columns, 1);
  const output = outputValue(draft, stage, "planar");
  call(draft, "f32_binary_rows", {
    fn: binaryCodes[fn],
    left: left.at,
    leftRows: rowOffsets(draft, left, stage.shape),
    leftStep: stepOf(left, columns),
    right: right.at,
    rightRows: rowOffsets(draft, right, stage.shape),
    rightStep: stepOf(right, columns),
    output: output.at,
    columns,
    rows: count,
    lo: epilogue.lo,
    hi: epilogue.hi,
  });
  if (epilogue.act !== 0) activate(draft, output, output, epilogue);
}

/** One of two operands, as a third says: row by row. */
export function draftSelect(draft: Draft, stage: FusedStage): string {
  const [condition, left, right] = stage.inputs.map((id) => inLayout(draft, id, "planar"));
  if (condition === undefined || left === undefined || right === undefined) {
    throw new Error("A selection has three inputs.");
  }
  const columns = stage.shape.at(-1) ?? 1;
  call(draft, "f32_select_rows", {
    condition: condition.at,
    conditionRows: rowOffsets(draft, condition, stage.shape),
    conditionStep: stepOf(condition, columns),
    left: left.at,
    leftRows: rowOffsets(draft, left, stage.shape),
    leftStep: stepOf(left, columns),
    right: right.at,
    rightRows: rowOffsets(draft, right, stage.shape),
    rightStep: stepOf(right, columns),
    output: outputValue(draft, stage, "planar").at,
    columns,
    rows: elements(stage.shape) / Math.max(columns, 1),
  });
  return "selection";
}

function stepOf({ shape }: Value, columns: number): number {
  return (shape.at(-1) ?? 1) === 1 && columns > 1 ? 0 : 4;
}

/**
 * Where the row of an operand begins for every row of the output, by NumPy's rule: axes match from the last.
 */
function rowOffsets(draft: Draft, { shape }: Value, out: readonly number[]): Reference {
  const outer = out.slice(0, -1);
  const padded = [...out.map(() => 1), ...shape].slice(-out.length);
  const strides = padded.map((size, axis) => (size === 1 ? 0 : elements(padded.slice(axis + 1)) * 4));
  const values = Array.from({ length: elements(outer) }, (_, row) => offsetOfRow(row, outer, strides));
  return integers(draft, values);
}

function offsetOfRow(row: number, outer: readonly number[], strides: readonly number[]): number {
  let rest = row;
  let offset = 0;
  for (let axis = outer.length - 1; axis >= 0; axis--) {
    const size = outer[axis] ?? 1;
    offset += (rest % size) * (strides[axis] ?? 0);
    rest = Math.floor(rest / size);
  }
  return offset;
}
