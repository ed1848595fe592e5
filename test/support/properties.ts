import fc from "fast-check";

/*
 * The tests try the same random cases each time, so that what fails has to do with what was changed. FUZZ_RUNS=1000 hunts:
 * so many new cases a property, drawn from a seed that is printed. FUZZ_SEED=<that seed> draws them again.
 */

const hunted = Number(process.env.FUZZ_RUNS ?? 0);
const seed = Number(process.env.FUZZ_SEED ?? (hunted > 0 ? Date.now() % 2 ** 31 : 1));
if (hunted > 0) console.log(`FUZZ_RUNS=${hunted} FUZZ_SEED=${seed}`);
fc.configureGlobal({ seed });

/** How many cases a property is tried on: as many as are hunted, else as usual. */
export function runsOf(usual: number): number {
  return hunted > 0 ? hunted : usual;
}

/** One of so many, evenly spread, of cases that are alike and take long together; all of them where cases are hunted. */
export function oneOf<T>(count: number, cases: readonly T[]): readonly T[] {
  return hunted > 0 ? cases : cases.filter((_, index) => index % count === 0);
}

export { fc };
