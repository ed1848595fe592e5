import { duration } from "../../src/words/index.ts";

/**
 * Why the steps together took another time than the run: `0.17 ms less than the median …`. A run is the sum of its steps and of
 * nothing else. But the steps are means over the runs that nothing slowed, and the time above them is the median of all runs. ""
 * where both read the same.
 */
export function besideSteps(
  { milliseconds, runs }: { readonly milliseconds: number; readonly runs: number },
  total: number,
): string {
  if (runs < 2 || duration(milliseconds) === duration(total)) return "";
  const apart = duration(Math.abs(milliseconds - total));
  const way = milliseconds > total ? "less" : "more";
  return `${apart} ${way} than the median of all ${runs} runs: steps are means over the runs that no other work of the machine slowed.`;
}
