import { type Comparer, type Difference, newComparer } from "./compare-program.ts";
import { newProgram } from "./programs.ts";
import { newRandom } from "./random.ts";

export interface DifferentialReport {
  readonly programs: number;
  readonly values: number;
  readonly equal: number;
  /** Values that the analyzer openly does not know, by its reasons. */
  readonly unknown: Readonly<Record<string, number>>;
  readonly differences: readonly Difference[];
}

/** Runs generated programs and holds every exported value against what the analyzer says of its name. */
export async function compareWithExecution(count: number, seed: number): Promise<DifferentialReport> {
  const random = newRandom(seed);
  const comparer: Comparer = newComparer();
  const unknown: Record<string, number> = {};
  const differences: Difference[] = [];
  let [values, equal] = [0, 0];
  try {
    for (let index = 0; index < count; index++) {
      const found = await comparer.compare(newProgram(random));
      values += found.values;
      equal += found.equal;
      differences.push(...found.differences);
      for (const reason of found.unknown) unknown[reason] = (unknown[reason] ?? 0) + 1;
    }
  } finally {
    comparer.close();
  }
  return { programs: count, values, equal, unknown, differences };
}

/** Two reports as one. */
export function together(a: DifferentialReport, b: DifferentialReport): DifferentialReport {
  const unknown = { ...a.unknown };
  for (const [reason, times] of Object.entries(b.unknown)) unknown[reason] = (unknown[reason] ?? 0) + times;
  return {
    programs: a.programs + b.programs,
    values: a.values + b.values,
    equal: a.equal + b.equal,
    unknown,
    differences: [...a.differences, ...b.differences],
  };
}
