import type { RunOptions, RunResult, Session, StepTime } from "./session.ts";

/** What a number of runs took, one after the other. */
export interface Profile {
  /** What the last of them gave. */
  readonly result: RunResult;
  readonly steps: readonly StepTime[];
  readonly milliseconds: number;
  readonly warmUpMilliseconds: number;
}

/** Runs once to warm up, then `runs` times. */
export async function profileRuns(
  run: Session["run"],
  runs: number,
  options: RunOptions = {},
): Promise<Profile> {
  const warmUp = await run([], options);
  const results: RunResult[] = [];
  for (let i = 0; i < Math.max(1, runs); i++) results.push(await run([], options));
  const last = results.at(-1) ?? warmUp;
  return {
    result: last,
    steps: last.steps.map(({ nodes }, index) => ({
      nodes,
      milliseconds: middleMean(results.map(({ steps }) => steps[index]?.milliseconds ?? 0)),
    })),
    milliseconds: median(results.map(({ milliseconds }) => milliseconds)),
    warmUpMilliseconds: warmUp.milliseconds,
  };
}

/**
 * The mean without the lowest and the highest quarter: as steady as a median, and finer than the clock, which
 * ticks in tenths of a millisecond in a page.
 */
function middleMean(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length / 4);
  const middle = sorted.slice(cut, sorted.length - cut);
  return middle.reduce((sum, value) => sum + value, 0) / Math.max(1, middle.length);
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}
