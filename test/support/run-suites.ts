import { format } from "node:util";
import Mocha from "mocha";
import { keepTimes, longestFirst } from "./file-times.ts";
import { type Failure, keepOutcome, type SuiteOutcome } from "./suite-outcome.ts";

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
  const outcome = await runMocha(mocha);
  keepOutcome(outcome);
  const { passed, failures } = outcome;
  if (failures.length > 0) throw new Error(`${failures.length} of ${passed + failures.length} tests failed.`);
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

/** A hook that fails is not a test, but it is a failure. */
function runMocha(mocha: Mocha): Promise<SuiteOutcome> {
  return new Promise((resolve) => {
    const failures: Failure[] = [];
    const runner = mocha.run(() => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, skipped: pending, failures });
    });
    runner.on("fail", (test, error) => failures.push(failureOf(test, error)));
    if (mocha.options.parallel) keepTimes(runner);
  });
}

function failureOf(test: Mocha.Test, error: unknown): Failure {
  const message = error instanceof Object && "message" in error ? String(error.message) : String(error);
  return { title: test.fullTitle(), message };
}
