import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { newBreaker } from "./broken.ts";
import { type Answer, answerLimit, newAnswers } from "./robustness-answers.ts";

/** Some of the sources of one series: every `step`th from `first` on. */
export interface Share {
  readonly seed: number;
  readonly first: number;
  readonly count: number;
  readonly step: number;
}

export interface RobustnessReport {
  readonly sources: number;
  /** Sources on which something threw, with what it threw. */
  readonly thrown: readonly { readonly index: number; readonly message: string }[];
  /** The slowest answers, the slowest first. */
  readonly slowest: readonly (Answer & { readonly index: number })[];
  readonly overLimit: number;
  /** Of the slower answers on all sources together, of a processor. */
  readonly milliseconds: number;
  /** Heap after each tenth of the sources, in MiB, of the process with most: flat where nothing is kept. */
  readonly heap: readonly number[];
}

/** Analyses the sources of a share, and asks for all that an editor shows of them. */
export function analyseShare({ seed, first, count, step }: Share): RobustnessReport {
  const next = newBreaker(seed);
  const answer = newAnswers();
  const thrown: { index: number; message: string }[] = [];
  const heap: number[] = [];
  let slowest: Answers = [];
  let [overLimit, total] = [0, 0];
  for (let done = 0; done < count; done++) {
    const index = first + done * step;
    try {
      const took = answer(next(index));
      total += took.cpu;
      if (took.cpu > answerLimit) overLimit += 1;
      if (took.cpu > (slowest[39]?.cpu ?? 0)) slowest = slowestOf([...slowest, { index, ...took }]);
    } catch (error) {
      thrown.push({
        index,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
    if ((done + 1) % Math.max(1, Math.floor(count / 10)) === 0) heap.push(heapNow());
  }
  return { sources: count, thrown, slowest, overLimit, milliseconds: total, heap };
}

/** What is left once all that nothing holds any more is collected. */
function heapNow(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

type Answers = RobustnessReport["slowest"];

/** The slowest answers, the slowest first. */
export function slowestOf(answers: Answers): Answers {
  return answers.toSorted((a, b) => b.cpu - a.cpu).slice(0, 40);
}
