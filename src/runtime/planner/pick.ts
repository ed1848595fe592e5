import type { PickLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { call, constant, type Draft, integers, type Reference, type Value } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { gatherChannels } from "./rearrange.ts";
import { anyLayout, channelAxis, imageOf, inLayout, isImage, keep, outputValue } from "./values.ts";

/** For each place of an axis of the result, the input's, −1 for none; null for an axis that stays as it is. */
type Places = readonly number[] | null;

/** What only moves pixels, or only channels, goes from blocks into blocks; everything else is row-major. */
export function draftPick(draft: Draft, stage: FusedStage, lowering: PickLowering): string {
  const input = anyLayout(draft, stage.inputs[0] ?? 0);
  const places = lowering.places.map((axis, i) => (isWhole(axis, lowering.sizes[i] ?? 1) ? null : axis));
  if (places.every((axis) => axis === null)) {
    keep(draft, stage.value, { ...input, shape: stage.shape });
    return "reshape";
  }
  const isSame = lowering.sizes.join() === input.shape.join() && stage.shape.length === input.shape.length;
  if (input.layout === "blocked" && isImage(stage.shape) && isSame) {
    const first = channelAxis(input.shape);
    const moved = places.flatMap((axis, i) => (axis === null ? [] : [i]));
    const [channels] = moved.length === 1 && moved[0] === first ? [places[first]] : [];
    if (channels && !channels.includes(-1)) return gatherChannels(draft, stage, channels);
    if (moved.every((axis) => axis > first)) return pickPixels(draft, stage, input, { ...lowering, places });
  }
  return pickRows(draft, stage, { ...lowering, places });
}

function isWhole(places: Places, size: number): boolean {
  return places === null || (places.length === size && places.every((place, i) => place === i));
}

function pickPixels(draft: Draft, stage: FusedStage, input: Value, { places, fill }: PickLowering): string {
  const output = outputValue(draft, stage, "blocked");
  const { N, C, H, W, planes } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const rows = (places.at(-2) ?? wholeAxis(H)).map((row) => (row < 0 ? -1 : row * W * 32));
  const runs = runsOf(places.at(-1) ?? wholeAxis(W), 32);
  const args = {
    input: input.at,
    inputPlane: input.plane,
    output: output.at,
    outputPlane: output.plane,
    outputHeight: out.H,
    outputRow: out.W * 32,
    rows: integers(draft, rows),
    runs: integers(draft, runs),
    runCount: runs.length / 2,
    fills: fillsOf(draft, fill, C, planes),
    planeBegin: 0,
    planeEnd: planes,
  };
  const advance = { input: input.image, output: output.image };
  call(draft, "f32_pick_pixels", args, { count: N, advance, split: "plane" });
  return "pixels picked";
}

/** The value in every lane that is a channel's. */
function fillsOf(draft: Draft, fill: number, channels: number, planes: number): Reference {
  const values = Array.from({ length: planes * 8 }, (_, lane) => (lane < channels ? fill : 0));
  return constant(draft, values.length * 4, { kind: "numbers", values });
}

/** A row of the output is along the last axis that is picked from, with all that lies inside it. */
function pickRows(draft: Draft, stage: FusedStage, { sizes, places, fill }: PickLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const last = places.findLastIndex((axis) => axis !== null);
  const inner = elements(sizes.slice(last + 1)) * 4;
  const runs = runsOf(places[last] ?? [], inner);
  let rows: readonly number[] = [0];
  for (const axis of places.keys()) {
    if (axis >= last) break;
    const step = elements(sizes.slice(axis + 1)) * 4;
    const steps = places[axis] ?? wholeAxis(sizes[axis] ?? 1);
    rows = rows.flatMap((row) => steps.map((place) => (row < 0 || place < 0 ? -1 : row + place * step)));
  }
  const args = {
    input: input.at,
    output: outputValue(draft, stage, "planar").at,
    outputRow: (places[last]?.length ?? 1) * inner,
    rows: integers(draft, rows),
    runs: integers(draft, runs),
    runCount: runs.length / 2,
    fill,
    rowBegin: 0,
    rowEnd: rows.length,
  };
  call(draft, "f32_pick", args, { split: "row" });
  return "picked";
}

function wholeAxis(size: number): readonly number[] {
  return Array.from({ length: size }, (_, place) => place);
}

/** Neighbours that stay neighbours, and places without a source, together: bytes from the start, or −1, and bytes. */
function runsOf(places: readonly number[], bytes: number): readonly number[] {
  const runs: [start: number, count: number][] = [];
  for (const place of places) {
    const run = runs.at(-1);
    const goesOn = run !== undefined && (place < 0 ? run[0] < 0 : run[0] >= 0 && place === run[0] + run[1]);
    if (goesOn) run[1] += 1;
    else runs.push([place, 1]);
  }
  return runs.flatMap(([start, count]) => [start < 0 ? -1 : start * bytes, count * bytes]);
}
