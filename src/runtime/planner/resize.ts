import { type Mixture, mixturesOf, type ResizeLowering } from "../../ops/index.ts";
import { call, constant, type Draft, integers, ownScratch, type Reference } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { imageOf, inLayout, outputValue } from "./values.ts";

/** Tables list the pixels that each output is made of: a place and a share for each. */
export function draftResize(draft: Draft, stage: FusedStage, lowering: ResizeLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const { N, W, planes } = imageOf(input.shape);
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
  const mixtures = mixturesOf(lowering, input.shape, stage.shape);
  const advance = { input: input.image, output: output.image };
  if (lowering.mode.startsWith("nearest")) {
    const rows = offsets(draft, mixtures.rows.map(first), W * 32);
    const columns = offsets(draft, mixtures.columns.map(first), 32);
    call(draft, "f32_resize_nearest", { ...frame, rows, columns }, { count: N, advance, split: "plane" });
  } else if (lowering.mode === "bicubic" || lowering.antialias) {
    const scratch = ownScratch(draft, W * 32);
    const [rows, columns] = [tapsOf(draft, mixtures.rows, W * 32), tapsOf(draft, mixtures.columns, 32)];
    const tables = {
      inputWidth: W,
      ...{ rowEnds: rows.ends, rows: rows.places, rowShares: rows.shares },
      ...{ columnEnds: columns.ends, columns: columns.places, columnShares: columns.shares },
      scratch: scratch.at,
    };
    const options = { count: N, advance, split: "plane", own: { scratch: scratch.step } } as const;
    call(draft, "f32_resize_mixed", { ...frame, ...tables }, options);
  } else {
    const scratch = ownScratch(draft, W * 32);
    const tables = {
      inputWidth: W,
      rows: offsets(draft, mixtures.rows.flatMap(both), W * 32),
      rowShares: numbers(draft, mixtures.rows.flatMap(shares)),
      columns: offsets(draft, mixtures.columns.flatMap(both), 32),
      columnShares: numbers(draft, mixtures.columns.flatMap(shares)),
      scratch: scratch.at,
    };
    const options = { count: N, advance, split: "plane", own: { scratch: scratch.step } } as const;
    call(draft, "f32_resize_bilinear", { ...frame, ...tables }, options);
  }
  return `resize ${lowering.mode}`;
}

/** All taps one after the other, and where those of each row or column end. */
function tapsOf(
  draft: Draft,
  mixtures: readonly Mixture[],
  step: number,
): { readonly ends: Reference; readonly places: Reference; readonly shares: Reference } {
  let end = 0;
  const ends = mixtures.map((mixture) => {
    end += mixture.length;
    return end;
  });
  const taps = mixtures.flat();
  return {
    ends: integers(draft, ends),
    places: offsets(
      draft,
      taps.map(([index]) => index),
      step,
    ),
    shares: numbers(
      draft,
      taps.map(([, share]) => share),
    ),
  };
}

function first([[index] = [0, 1]]: Mixture): number {
  return index;
}

/** Twice the same one where there is only one. */
function both([[one] = [0, 1], [other] = [one, 0]]: Mixture): readonly [number, number] {
  return [one, other];
}

function shares([[, one] = [0, 1], [, other] = [0, 0]]: Mixture): readonly [number, number] {
  return [one, other];
}

function offsets(draft: Draft, places: readonly number[], step: number): Reference {
  return integers(
    draft,
    places.map((place) => place * step),
  );
}

function numbers(draft: Draft, values: readonly number[]): Reference {
  return constant(draft, values.length * 4, { kind: "numbers", values });
}
