import { appendFileSync, existsSync, readFileSync } from "node:fs";

/** How the tests of a suite ended. */
export interface SuiteOutcome {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

/** A test that failed, or a hook, or a suite that ended before it could say how. */
export interface Failure {
  readonly title: string;
  readonly message: string;
}

/** Adds an outcome to the file that CNN_BLOCKS_OUTCOME names, from which the suites are summed up. */
export function keepOutcome(outcome: SuiteOutcome): void {
  const file = process.env.CNN_BLOCKS_OUTCOME;
  if (file) appendFileSync(file, `${JSON.stringify(outcome)}\n`);
}

/** All that was added to the file. */
export function readOutcome(file: string): SuiteOutcome {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return sumOutcomes(lines.map((line) => JSON.parse(line)));
}

export function sumOutcomes(outcomes: readonly SuiteOutcome[]): SuiteOutcome {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    skipped: outcomes.reduce((total, { skipped }) => total + skipped, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}
