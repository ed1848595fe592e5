import { appendFileSync } from "node:fs";
import { format } from "node:util";
import Mocha from "mocha";
import { keepTimes, longestFirst } from "./file-times.ts";

/** How a suite ended; a line of the file that CNN_BLOCKS_COUNTS names, for whoever sums the suites up. */
export interface SuiteCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface SuiteOptions {
  /** Milliseconds that one test may take. */
  readonly timeout: number;
  /** How many processes share the files; with 1, this very process runs them all. */
  readonly processes?: number;
}

/** Runs test files by mocha. Throws when a test failed, or when there was none. */
export async function runSuites(
  files: readonly string[],
  { timeout, processes = 1 }: SuiteOptions,
): Promise<void> {
  markOutput();
  const parallel = processes > 1;
  const mocha = new Mocha({ timeout, color: false, parallel, jobs: processes, ...grepOption() });
  for (const file of parallel ? longestFirst(files) : files) mocha.addFile(file);
  if (!parallel) await mocha.loadFilesAsync();
  const { passed, failed, skipped } = await runMocha(mocha);
  const counts = process.env.CNN_BLOCKS_COUNTS;
  if (counts) appendFileSync(counts, `${JSON.stringify({ passed, failed, skipped })}\n`);
  if (failed > 0) throw new Error(`${failed} of ${passed + failed} tests failed.`);
  if (passed === 0) throw new Error("No test ran.");
}

/** Where a whole window talks to one console, CNN_BLOCKS_MARK says how to know the suite's own lines. */
function markOutput(): void {
  const mark = process.env.CNN_BLOCKS_MARK;
  if (mark) Mocha.reporters.Base.consoleLog = (...args) => console.log(mark + format(...args));
}

function grepOption(): Mocha.MochaOptions {
  const grep = process.env.CNN_BLOCKS_GREP;
  return grep ? { grep } : {};
}

/** A failing hook is no test, yet a failure: mocha counts it among the failures that it hands to the callback. */
function runMocha(mocha: Mocha): Promise<SuiteCounts> {
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed, skipped: pending });
    });
    if (mocha.options.parallel) keepTimes(runner);
  });
}
