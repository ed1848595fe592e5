import { measureKeystrokes } from "./keystrokes.ts";

/* A process that measures and prints what a keystroke costs. It is bundled, as what is shipped is. */

const [keystrokes = "40", only = ""] = process.argv.slice(2);

console.log(
  "milliseconds of a processor for the analysis: median, 95th percentile | the same if everything runs | steps",
);
for (const { name, steps, usual, everythingRuns } of measureKeystrokes(Number(keystrokes), only)) {
  const [own, all] = [usual, everythingRuns].map(
    ({ median, most }) => `${median.toFixed(1).padStart(7)} ${most.toFixed(1).padStart(7)}`,
  );
  console.log(`${name.padEnd(26)} ${own} | ${all} | ${steps}`);
}
