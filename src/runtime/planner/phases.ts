import type { Pair, TransposedConvolutionLowering } from "../../ops/index.ts";

/*
 * A strided transposed convolution is one ordinary convolution for each phase: outputs that are a stride apart are met by the same
 * taps.
 */

/** Outputs whose rows and columns leave certain remainders when divided by the stride. */
export interface Phase {
  readonly rows: PhaseAxis;
  readonly columns: PhaseAxis;
  /** Which taps meet them, in the order in which the tap table has them. */
  readonly taps: readonly number[];
}

export interface PhaseAxis {
  /** The first output, and how many there are, a stride apart. */
  readonly first: number;
  readonly count: number;
  /** Which taps meet these outputs, by the order of the inputs that they come from. */
  readonly taps: readonly number[];
  /** The input that the first of these taps brings to the first output; before the image where negative. */
  readonly input: number;
  /** How far apart the taps' inputs are. */
  readonly step: number;
}

export function phasesOf(
  { kernel, stride, padding, dilation }: TransposedConvolutionLowering,
  [H, W]: Pair,
): readonly Phase[] {
  const [rows = [], columns = []] = ([0, 1] as const).map((axis) =>
    phasesAlong(kernel[axis], stride[axis], padding[axis], dilation[axis], axis === 0 ? H : W),
  );
  return rows.flatMap((row) =>
    columns.map((column) => {
      const taps = row.taps.flatMap((ky) => column.taps.map((kx) => ky * kernel[1] + kx));
      return { rows: row, columns: column, taps };
    }),
  );
}

/** Output o is met by tap t of input i where o + padding = i · stride + t · dilation. */
export function phasesAlong(
  kernel: number,
  s: number,
  padding: number,
  d: number,
  outputs: number,
): readonly PhaseAxis[] {
  const byRemainder = new Map<number, number[]>();
  for (let tap = kernel - 1; tap >= 0; tap--) {
    const taps = byRemainder.get((tap * d) % s);
    if (taps === undefined) byRemainder.set((tap * d) % s, [tap]);
    else taps.push(tap);
  }
  return Array.from({ length: Math.min(s, outputs) }, (_, first) => {
    const taps = byRemainder.get((first + padding) % s) ?? [];
    const [input = 0, next = input] = taps.slice(0, 2).map((tap) => (first + padding - tap * d) / s);
    return { first, count: Math.ceil((outputs - first) / s), taps, input, step: next - input };
  });
}

/** The taps in the order of the phases, and after them those that meet no output. */
export function allTaps(phases: readonly Pick<Phase, "taps">[], count: number): readonly number[] {
  const met = new Set(phases.flatMap(({ taps }) => taps));
  return [...met, ...Array.from({ length: count }, (_, tap) => tap).filter((tap) => !met.has(tap))];
}
