import { type Comparer, type Difference, newComparer } from "./compare-program.ts";
import { newUnknownProgram } from "./program-unknowns.ts";
import { newRandom } from "./random.ts";

export interface UnknownsReport {
  readonly programs: number;
  /** Values that are the same on every way, and of these the ones that the analyzer openly does not know. */
  readonly settled: number;
  readonly settledUnknown: number;
  /** Values that differ between ways. */
  readonly open: number;
  /** What the analyzer says although some way gives something else. */
  readonly guesses: readonly Difference[];
}

/** Runs generated programs on every way that their unknown conditions leave, and holds what the analyzer says against all of them. */
export async function huntGuesses(count: number, seed: number): Promise<UnknownsReport> {
  const random = newRandom(seed);
  const comparer: Comparer = newComparer();
  const guesses: Difference[] = [];
  let [settled, settledUnknown, open] = [0, 0, 0];
  try {
    for (let index = 0; index < count; index++) {
      const program = newUnknownProgram(random);
      const found = await comparer.compareWays(program.text, program.ways);
      settled += found.settled;
      settledUnknown += found.settledUnknown;
      open += found.open;
      guesses.push(...found.differences);
    }
  } finally {
    comparer.close();
  }
  return { programs: count, settled, settledUnknown, open, guesses };
}
