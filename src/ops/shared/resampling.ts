import type { Mixture, ResizeLowering } from "../lowering.ts";
import { at } from "./reference.ts";

/** What every row and every column of the output is made of. */
export interface Mixtures {
  readonly rows: readonly Mixture[];
  readonly columns: readonly Mixture[];
}

/** The rule that `ResizeLowering` tells, for images of these shapes, [N, C, H, W]. */
export function mixturesOf(
  lowering: ResizeLowering,
  input: readonly number[],
  output: readonly number[],
): Mixtures {
  return {
    rows: mixAlong(lowering, 0, at(input, 2), at(output, 2)),
    columns: mixAlong(lowering, 1, at(input, 3), at(output, 3)),
  };
}

function mixAlong(
  { mode, scale, alignCorners }: ResizeLowering,
  axis: 0 | 1,
  input: number,
  output: number,
): readonly Mixture[] {
  const { fround } = Math;
  const given = fround(scale === null ? input / output : 1 / scale[axis]);
  const corners = output > 1 ? fround((input - 1) / (output - 1)) : 0;
  return Array.from({ length: output }, (_, i) => {
    if (mode === "nearest") return [[Math.min(Math.floor(fround(i * given)), input - 1), 1]];
    if (input === output) return [[i, 1]];
    const place = alignCorners ? fround(i * corners) : fround(fround((i + 0.5) * given) - 0.5);
    const first = Math.min(Math.floor(Math.max(place, 0)), input - 1);
    if (first === input - 1) return [[first, 1]];
    const share = Math.min(Math.max(fround(place - first), 0), 1);
    return [
      [first, fround(1 - share)],
      [first + 1, share],
    ];
  });
}
