import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Analysis, createAnalyzer, type SourceHost } from "../../src/analyzer/index.ts";
import {
  codeLenses,
  createView,
  documentSymbols,
  hoverAt,
  inlayHints,
  markedProblems,
  summaryText,
} from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { authorHost } from "../analyzer/author-host.ts";
import { type Broken, newBreaker } from "./broken.ts";

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
  readonly slowest: readonly { readonly index: number; readonly milliseconds: number }[];
  readonly overLimit: number;
  /** Of all answers together. */
  readonly milliseconds: number;
  /** Heap after each tenth of the sources, in MiB, of the process with most: flat where nothing is kept. */
  readonly heap: readonly number[];
}

/** No answer may take longer, in milliseconds of a processor. */
export const answerLimit = 250;

/** Breaks files of the corpus and analyses what comes out, in as many processes as the machine has processors. */
export async function analyseBroken(count: number, seed: number, first = 0): Promise<RobustnessReport> {
  const processes = Math.min(count, availableParallelism());
  const shares = Array.from({ length: processes }, (_, index): Share => {
    const own = Math.ceil((count - index) / processes);
    return { seed, first: first + index, count: own, step: processes };
  });
  return together(await Promise.all(shares.map(inOwnProcess)));
}

function inOwnProcess(share: Share): Promise<RobustnessReport> {
  const file = fileURLToPath(new URL("./robustness-child.ts", import.meta.url));
  const child = fork(file, { execArgv: ["--import", "tsx"] });
  return new Promise((resolve, reject) => {
    child.once("message", (report) => resolve(report as RobustnessReport));
    child.once("exit", (code) => reject(new Error(`A process ended with ${code} before its report.`)));
    child.send(share);
  });
}

function together(reports: readonly RobustnessReport[]): RobustnessReport {
  const sum = (of: (report: RobustnessReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  return {
    sources: sum(({ sources }) => sources),
    thrown: reports.flatMap(({ thrown }) => thrown),
    slowest: slowestOf(reports.flatMap(({ slowest }) => slowest)),
    overLimit: sum(({ overLimit }) => overLimit),
    milliseconds: sum(({ milliseconds }) => milliseconds),
    heap: (reports[0]?.heap ?? []).map((_, tenth) =>
      Math.max(...reports.map(({ heap }) => heap[tenth] ?? 0)),
    ),
  };
}

type Answers = RobustnessReport["slowest"];

function slowestOf(answers: Answers): Answers {
  return answers.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 20);
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
      const milliseconds = answer(next(index));
      total += milliseconds;
      if (milliseconds > answerLimit) overLimit += 1;
      if (milliseconds > (slowest[19]?.milliseconds ?? 0))
        slowest = slowestOf([...slowest, { index, milliseconds }]);
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

/** Analyses a source and asks all that an editor asks; gives the milliseconds of the slower of the two answers. */
function newAnswers(): (source: Broken) => number {
  const texts: Record<string, string> = {};
  const disk = authorHost();
  const host: SourceHost = { ...disk, read: (path) => texts[path] ?? disk.read(path) };
  const analyzer = createAnalyzer(host);
  // The library is read once, before anybody waits for an answer.
  analyzer.analyze("/none.ts");
  return ({ path, text }) => {
    texts[path] = text;
    try {
      let analysis: Analysis | undefined;
      const analysing = millisecondsOf(() => {
        // Without this, a second measurement would find the file parsed.
        analyzer.invalidate(path);
        analysis = analyzer.analyze(path);
      });
      return Math.max(
        analysing,
        millisecondsOf(() => analysis !== undefined && askAll(analysis, text)),
      );
    } finally {
      delete texts[path];
    }
  };
}

function askAll(analysis: Analysis, text: string): void {
  const view = createView(analysis, text, defaultSettings);
  inlayHints(view);
  codeLenses(view);
  documentSymbols(view);
  markedProblems(view);
  hoverAt(view, text.length >> 1);
  summaryText(view);
}

/**
 * What it takes of a processor, at most: other processes may hold one up, and the engine's own threads collect and compile
 * meanwhile. What is over the limit is tried once more.
 */
function millisecondsOf(run: () => void): number {
  const once = measured(run);
  return once > answerLimit ? Math.min(once, measured(run)) : once;
}

function measured(run: () => void): number {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  run();
  const { user, system } = process.cpuUsage(used);
  return Math.min(performance.now() - begun, (user + system) / 1000);
}

/** What is left once all that nothing holds any more is collected. */
function heapNow(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}
