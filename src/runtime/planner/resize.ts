import type { ResizeLowering } from "../../ops/index.ts";
import type { Stage } from "../../passes/index.ts";
import { call, constant, type Draft, ownScratch, type Reference } from "./draft.ts";
import { imageOf, inLayout, outputValue } from "./values.ts";

/** Which pixels an output is made of stands in tables: a place and a share for each. */
export function draftResize(draft: Draft, stage: Stage, lowering: ResizeLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const { N, H, W, planes } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const output = outputValue(draft, stage, "blocked");
  const frame = {
    input: input.at,
    inputPlane: input.plane,
    output: output.at,
    outputPlane: output.plane,
    outputHeight: out.H,
    outputWidth: out.W,
    planeBegin: 0,
    planeEnd: planes,
  };
  const advance = { input: input.image, output: output.image };
  if (lowering.mode === "nearest") {
    const rows = integers(draft, nearestAlong(lowering, 0, H, out.H), W * 32);
    const columns = integers(draft, nearestAlong(lowering, 1, W, out.W), 32);
    call(draft, "f32_resize_nearest", { ...frame, rows, columns }, { count: N, advance, split: "plane" });
  } else {
    const rows = mixAlong(lowering, 0, H, out.H);
    const columns = mixAlong(lowering, 1, W, out.W);
    const scratch = ownScratch(draft, W * 32);
    const tables = {
      inputWidth: W,
      rows: integers(draft, rows.places, W * 32),
      rowShares: numbers(draft, rows.shares),
      columns: integers(draft, columns.places, 32),
      columnShares: numbers(draft, columns.shares),
      scratch: scratch.at,
    };
    const options = { count: N, advance, split: "plane", own: { scratch: scratch.step } } as const;
    call(draft, "f32_resize_bilinear", { ...frame, ...tables }, options);
  }
  return `resize ${lowering.mode}`;
}

/** Input pixels from one output to the next, in single precision as all that is made of it. */
function stepAlong(
  { scale, alignCorners }: ResizeLowering,
  axis: 0 | 1,
  input: number,
  output: number,
): number {
  if (alignCorners) return output > 1 ? Math.fround((input - 1) / (output - 1)) : 0;
  return Math.fround(scale === null ? input / output : 1 / scale[axis]);
}

function nearestAlong(
  lowering: ResizeLowering,
  axis: 0 | 1,
  input: number,
  output: number,
): readonly number[] {
  const step = stepAlong(lowering, axis, input, output);
  return Array.from({ length: output }, (_, i) => Math.min(Math.floor(Math.fround(i * step)), input - 1));
}

/** The two neighbours of every output, twice the same one where there is no other, and their shares. */
function mixAlong(lowering: ResizeLowering, axis: 0 | 1, input: number, output: number) {
  const { fround } = Math;
  const step = stepAlong(lowering, axis, input, output);
  const places: number[] = [];
  const shares: number[] = [];
  for (let i = 0; i < output; i++) {
    const centre = lowering.alignCorners ? fround(i * step) : fround(fround((i + 0.5) * step) - 0.5);
    const place = input === output ? i : Math.max(centre, 0);
    const first = Math.min(Math.floor(place), input - 1);
    const share = Math.min(fround(place - first), 1);
    places.push(first, share === 0 && input === output ? first : Math.min(first + 1, input - 1));
    shares.push(fround(1 - share), share);
  }
  return { places, shares };
}

function integers(draft: Draft, places: readonly number[], step: number): Reference {
  const values = places.map((place) => place * step);
  return constant(draft, values.length * 4, { kind: "integers", values });
}

function numbers(draft: Draft, values: readonly number[]): Reference {
  return constant(draft, values.length * 4, { kind: "numbers", values });
}
