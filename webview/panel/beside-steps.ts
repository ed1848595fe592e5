import { duration } from "../../src/words/index.ts";

/**
 * Why the steps together took another time than the run: `0.17 ms besides: …`. A run is the sum of its steps and of nothing else.
 * But the steps are means over the runs that nothing slowed, the time above them is the median of all runs. "" where both read the
 * same.
 */
export function besideSteps(
  { milliseconds, runs }: { readonly milliseconds: number; readonly runs: number },
  total: number,
): string {
  if (duration(milliseconds) === duration(total)) return "";
  const apart = duration(Math.abs(milliseconds - total));
  return milliseconds > total
    ? `${apart} besides: the steps are means of the runs that no other work of the machine slowed, the median of ${duration(milliseconds)} is of all ${runs}.`
    : `${apart} less in the median of all ${runs} runs, ${duration(milliseconds)}: the steps are means.`;
}
