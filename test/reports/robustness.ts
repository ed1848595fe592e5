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
import { newRandom, type Random } from "./random.ts";

export interface RobustnessReport {
  readonly sources: number;
  /** Texts on which something threw, with what it threw. */
  readonly thrown: readonly { readonly text: string; readonly message: string }[];
  /** Milliseconds of the slowest answers, the slowest first, with their texts. */
  readonly slowest: readonly { readonly milliseconds: number; readonly text: string }[];
  readonly overLimit: number;
  /** Heap after each tenth of the sources, in MiB: flat where nothing is kept. */
  readonly heap: readonly number[];
}

/** No answer may take longer, in milliseconds of a processor. */
export const answerLimit = 250;

/** Breaks files of the corpus, analyses what comes out, and asks for all that an editor shows of it. */
export function analyseBroken(count: number, seed: number): RobustnessReport {
  const random = newRandom(seed);
  const next = newBreaker(random);
  const answer = newAnswers(random);
  const thrown: { text: string; message: string }[] = [];
  const slowest: { milliseconds: number; text: string }[] = [];
  const heap: number[] = [];
  let overLimit = 0;
  for (let index = 0; index < count; index++) {
    const source = next(index);
    try {
      const milliseconds = answer(source);
      if (milliseconds > answerLimit) overLimit += 1;
      slowest.push({ milliseconds, text: source.text });
      slowest.sort((a, b) => b.milliseconds - a.milliseconds).splice(10);
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      thrown.push({ text: source.text, message });
    }
    if ((index + 1) % Math.max(1, Math.floor(count / 10)) === 0) heap.push(heapNow());
  }
  return { sources: count, thrown, slowest, overLimit, heap };
}

/** Analyses a source and asks all that an editor asks; gives the milliseconds of the slower of the two answers. */
function newAnswers(random: Random): (source: Broken) => number {
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
        analysis = analyzer.analyze(path);
      });
      return Math.max(
        analysing,
        millisecondsOf(() => analysis !== undefined && askAll(analysis, text, random.below(text.length))),
      );
    } finally {
      delete texts[path];
    }
  };
}

function askAll(analysis: Analysis, text: string, offset: number): void {
  const view = createView(analysis, text, defaultSettings);
  inlayHints(view);
  codeLenses(view);
  documentSymbols(view);
  markedProblems(view);
  hoverAt(view, offset);
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
