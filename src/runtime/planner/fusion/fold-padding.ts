import type { NodeId } from "../../../ir/index.ts";
import type { ConvolutionLowering, Padding, PickLowering } from "../../../ops/index.ts";
import { countReaders, type FusedProgram, type FusedStage } from "./fused-program.ts";

/** Lets a convolution put the zeros around its image itself, where nothing else reads the image with the zeros. */
export function foldPadding(program: FusedProgram, observed: ReadonlySet<NodeId> = new Set()): FusedProgram {
  const readers = countReaders(program);
  const pads = new Map<NodeId, FusedStage>();
  for (const stage of program.stages)
    if (readers.get(stage.value) === 1 && !observed.has(stage.value) && zerosAround(stage) !== null)
      pads.set(stage.value, stage);
  const folded = new Set<FusedStage>();
  const stages = program.stages.map((stage) => {
    const pad = pads.get(stage.inputs[0] ?? -1);
    if (stage.lowering.family !== "convolution" || pad === undefined) return stage;
    folded.add(pad);
    return { ...stage, ...within(stage.lowering, pad), nodes: [...pad.nodes, ...stage.nodes] };
  });
  return { ...program, stages: stages.filter((stage) => !folded.has(stage)) };
}

function within(lowering: ConvolutionLowering, pad: FusedStage): Pick<FusedStage, "lowering" | "inputs"> {
  const zeros = zerosAround(pad) ?? { top: 0, bottom: 0, left: 0, right: 0 };
  const { top, bottom, left, right } = lowering.padding;
  const padding = {
    top: top + zeros.top,
    bottom: bottom + zeros.bottom,
    left: left + zeros.left,
    right: right + zeros.right,
  };
  return { lowering: { ...lowering, padding }, inputs: pad.inputs };
}

/** How many zeros a stage puts around the last two axes, if that is all it does. */
function zerosAround({ lowering, shape }: FusedStage): Padding | null {
  if (lowering.family !== "pick" || lowering.fill !== 0 || lowering.sizes.length !== shape.length)
    return null;
  if (shape.length < 3 || lowering.places.slice(0, -2).some((axis) => axis !== null)) return null;
  const [rows, columns] = [sidesOf(lowering, -2), sidesOf(lowering, -1)];
  if (rows === null || columns === null) return null;
  return { top: rows[0], bottom: rows[1], left: columns[0], right: columns[1] };
}

/** The places without a source before and behind an axis that is there as a whole. */
function sidesOf({ sizes, places }: PickLowering, axis: -1 | -2): readonly [number, number] | null {
  const [all, size = 1] = [places.at(axis), sizes.at(axis)];
  if (all === null || all === undefined) return [0, 0];
  const before = all.indexOf(0);
  const isThere =
    before >= 0 && all.every((place, i) => place === (isInside(i - before, size) ? i - before : -1));
  return isThere && all.length >= before + size ? [before, all.length - before - size] : null;
}

function isInside(place: number, size: number): boolean {
  return place >= 0 && place < size;
}
