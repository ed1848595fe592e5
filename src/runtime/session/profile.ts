import type { Inputs, Profile, RunOptions, RunResult, StepTime } from "../../ir/index.ts";
import { now } from "../host.ts";
import type { Session } from "./open-session.ts";

export interface ProfileOptions extends RunOptions {
  /** Of every run; what is missing is made from the seed. */
  readonly inputs?: Inputs;
}

/** Small models run more often than requested: they warm up, and are measured, for at least this many milliseconds. */
const longWarmUp = 50;
const longMeasure = 100;

/**
 * Runs to warm up, then at least `runs` times measured; small models repeat for at least a tenth of a second. The
 * median of the whole and a mean of each step.
 */
export async function profile(session: Session, runs = 5, options: ProfileOptions = {}): Promise<Profile> {
  const [warmUp] = await runsFor(1, longWarmUp, session, options);
  const results = await runsFor(Math.max(1, runs), longMeasure, session, options);
  const last = results.at(-1);
  if (warmUp === undefined || last === undefined) throw new Error("There is no run without a result.");
  return {
    result: last,
    runs: results.length,
    steps: calmSteps(results),
    milliseconds: medianOfMeans(results.map(({ milliseconds }) => milliseconds)),
    warmUpMilliseconds: warmUp.milliseconds,
  };
}

async function runsFor(
  least: number,
  milliseconds: number,
  session: Session,
  options: ProfileOptions,
): Promise<readonly RunResult[]> {
  const results: RunResult[] = [];
  for (const begun = now(); results.length < least || now() - begun < milliseconds; ) {
    results.push(await session.run(options.inputs, options));
  }
  return results;
}

/**
 * Each step's mean over the runs that no busy moment of the machine has slowed. A mean is finer than the clock, which
 * ticks in tenths of a millisecond in a page: longer than a small step takes.
 */
function calmSteps(results: readonly RunResult[]): readonly StepTime[] {
  const usual = median(results.map(({ milliseconds }) => milliseconds));
  const calm = results.filter(({ milliseconds }) => milliseconds <= usual * 1.25 + 2 * tick);
  const steps = calm[0]?.steps ?? [];
  return steps.map(({ nodes }, index) => ({
    nodes,
    milliseconds: mean(calm.map((one) => one.steps[index]?.milliseconds ?? 0)),
  }));
}

/** Of a page's clock, in milliseconds. */
const tick = 0.1;

/** At most so many means, of as many runs each: steady as a median, and for short runs finer than the clock. */
const mostMeans = 9;

function medianOfMeans(numbers: readonly number[]): number {
  const groups = Math.min(mostMeans, numbers.length);
  const bound = (group: number): number => Math.floor((group * numbers.length) / groups);
  return median(
    Array.from({ length: groups }, (_, group) => mean(numbers.slice(bound(group), bound(group + 1)))),
  );
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}
