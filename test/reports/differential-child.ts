import { compareWithExecution } from "./differential.ts";

/* A process that compares its share of the programs: `count` of them, from a seed of its own. */

const [count, seed] = process.argv.slice(2).map(Number);
process.send?.(await compareWithExecution(count ?? 0, seed ?? 1));
process.disconnect();
