import {
  type Analysis,
  type Analyzer,
  createAnalyzer,
  parseFile,
  type SourceHost,
} from "../../src/analyzer/index.ts";
import {
  codeLenses,
  createView,
  documentSymbols,
  hoverAt,
  inlayHints,
  markedProblems,
  summaryText,
  type View,
} from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { authorHost } from "../analyzer/author-host.ts";
import type { Broken } from "./broken.ts";
import { type Took, timeOf } from "./thread-time.ts";

/** The slower one of the two answers on a source, with what took most of it. */
export interface Answer extends Took {
  /** `analysis 812 (parse 3, steps 140000)`, or what the editor asks. */
  readonly parts: string;
}

/** No answer may take longer, in milliseconds of a processor. */
export const answerLimit = 250;

/** Analyses sources one after the other with one analyzer, and asks all that an editor asks of each. */
export function newAnswers(): (source: Broken) => Answer {
  const texts: Record<string, string> = {};
  const disk = authorHost();
  const host: SourceHost = { ...disk, read: (path) => texts[path] ?? disk.read(path) };
  const analyzer = createAnalyzer(host);
  // The library is read once, before anybody waits for an answer.
  analyzer.analyze("/none.ts");
  return (source) => {
    texts[source.path] = source.text;
    try {
      const once = answerTo(analyzer, source);
      // The engine may have compiled or collected meanwhile: what is over the limit is tried once more.
      const again = once.cpu > answerLimit ? answerTo(analyzer, source) : once;
      return again.cpu < once.cpu ? again : once;
    } finally {
      delete texts[source.path];
    }
  };
}

function answerTo(analyzer: Analyzer, { path, text }: Broken): Answer {
  let analysis: Analysis | undefined;
  const analysing = timeOf(() => {
    // Without this, a second measurement would find the file parsed.
    analyzer.invalidate(path);
    analysis = analyzer.analyze(path);
  });
  const [asking, parts] = askedOf(createView(analysis as unknown as Analysis, text, defaultSettings));
  if (asking.cpu > analysing.cpu) return { ...asking, parts };
  const steps = analysis?.steps ?? 0;
  return { ...analysing, parts: `analysis: ${partsOfAnalysis(path, text, analysing, steps)}` };
}

function partsOfAnalysis(path: string, text: string, { cpu }: Took, steps: number): string {
  if (cpu <= answerLimit) return `${steps} steps`;
  const parsing = timeOf(() => parseFile(path, text));
  return `${steps} steps, parsing ${parsing.cpu.toFixed(0)} ms`;
}

const questions = {
  "inlay hints": inlayHints,
  lenses: codeLenses,
  symbols: documentSymbols,
  problems: markedProblems,
  hover: (view: View) => hoverAt(view, view.text.length >> 1),
  summary: summaryText,
};

function askedOf(view: View): readonly [Took, string] {
  const each = Object.entries(questions).map(([name, ask]) => [name, timeOf(() => ask(view))] as const);
  const cpu = each.reduce((sum, [, took]) => sum + took.cpu, 0);
  const wall = each.reduce((sum, [, took]) => sum + took.wall, 0);
  const slow = each.filter(([, took]) => took.cpu > cpu / 5);
  return [{ cpu, wall }, slow.map(([name, took]) => `${name} ${took.cpu.toFixed(0)} ms`).join(", ")];
}
