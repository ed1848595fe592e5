import type { FileRange } from "../base/index.ts";
import { type Analysis, AnalysisCancelled, type AnalyzeOptions, type SourceHost } from "./analysis.ts";
import { runLater } from "./compile/file.ts";
import { type Library, LibraryLacks } from "./program/library.ts";
import {
  authorFile,
  forgetRuns,
  loadLibrary,
  loadMore,
  newProgram,
  type Program,
  run,
} from "./program/program.ts";
import { absenceOf, reportAbsence } from "./results/absence.ts";
import { blocksOf } from "./results/blocks.ts";
import { budgetsOf } from "./results/budgets.ts";
import { declaredFields } from "./results/declared-fields.ts";
import { factsOf } from "./results/facts.ts";
import { reportFolds } from "./results/folds.ts";
import { modelsOf } from "./results/models.ts";
import { uncalledModels } from "./results/uncalled.ts";
import { reportOtherModels, reportUnknownModel } from "./results/unknown-model.ts";
import { reportUnread } from "./results/unread-packages.ts";
import { reportUnused } from "./results/unused-layers.ts";
import { outermost } from "./run/consequences.ts";
import { reset } from "./run/machine.ts";
import { runTests } from "./run/run-tests.ts";
import { beginLasting, closeMark, endLasting, leave, openMark } from "./values/journal.ts";

/** Analyses files again and again; keeps what it has parsed as long as the texts stay. Analyzers share the library. */
export interface Analyzer {
  /** Everything that is known about the file. Never throws on its text; see `AnalyzeOptions.isCancelled`. */
  analyze(file: string, options?: AnalyzeOptions): Analysis;
  /** Forgets what was parsed of a file. Not needed after a change of its text, which is noticed. */
  invalidate(file: string): void;
}

export function createAnalyzer(host: SourceHost): Analyzer {
  let program: Program | undefined;
  return {
    analyze(file, options = {}) {
      const library = loadedLibrary(host);
      if (program?.library !== library) program = newProgram(host, library);
      try {
        return analyzeWhole(program, file, options);
      } catch (fault) {
        // What is left of a failed analysis may be inconsistent, so the next one begins with a library of its own.
        if (!(fault instanceof AnalysisCancelled)) libraries.delete(host.library);
        // The file is nested too deeply for the parser, which is recursive.
        if (fault instanceof RangeError) return tooDeep(file);
        throw fault;
      }
    },
    invalidate(file) {
      program?.files.delete(file);
    },
  };
}

/** One analysis. To analyse more than once, use `createAnalyzer`. */
export function analyze(host: SourceHost, file: string, options: AnalyzeOptions = {}): Analysis {
  return createAnalyzer(host).analyze(file, options);
}

/** The libraries that have run, by their sources. */
const libraries = new WeakMap<SourceHost["library"], Library>();

function loadedLibrary({ library: sources }: SourceHost): Library {
  const known = libraries.get(sources);
  if (known !== undefined) return known;
  const library = loadLibrary(sources);
  libraries.set(sources, library);
  return library;
}

/** The analysis of a text that overflows the parser's stack. */
function tooDeep(file: string): Analysis {
  const at = { file, start: 0, end: 0 };
  const data = { message: "it is nested too deeply to be read." };
  const problem = { code: "syntax-error", at, data, related: [], op: null } as const;
  return {
    file,
    models: [],
    blocks: [],
    facts: [],
    budgets: [],
    problems: [problem],
    hidden: [],
    absence: null,
    steps: 0,
    dependencies: [],
  };
}

/** Analyses a file, again if it turns out to need more of the library than has run. */
function analyzeWhole(program: Program, path: string, options: AnalyzeOptions): Analysis {
  for (;;) {
    try {
      return analyzeWith(program, path, options);
    } catch (fault) {
      if (!(fault instanceof LibraryLacks) || fault.paths.length === 0) throw fault;
      loadMore(program.library, fault.paths);
    }
  }
}

function analyzeWith(program: Program, path: string, options: AnalyzeOptions): Analysis {
  const { m, host } = program;
  const text = host.read(path) ?? "";
  reset(m, path, options.isCancelled ?? (() => false));
  m.followsRecipes = options.runsEverything !== true;
  beginLasting(m.journal);
  const mark = openMark(m.journal);
  try {
    const file = authorFile(program, path, text);
    run(program, file);
    const runRest = (): void => runLater(m, asksForRejections(program));
    runRest();
    runTests(m, runRest);
    return resultOf(program, path, options);
  } finally {
    // The library is as it was before: the next analysis counts its random streams from 0 again.
    m.journal.open.length = m.journal.open.indexOf(mark) + 1;
    leave(m.journal, mark);
    closeMark(m.journal, mark);
    endLasting(m.journal);
    // Until the next analysis, only its outcome stays in memory.
    forgetRuns(program);
    reset(m, "", () => false);
  }
}

/** `process.on("unhandledRejection", …)` */
function asksForRejections({ ran }: Program): boolean {
  return [...ran].some(({ parsed }) => parsed.text.includes("unhandledRejection"));
}

function dependenciesOf({ resolutions }: Program): readonly string[] {
  const paths = [...resolutions.values()].flatMap((found) => [
    ...(found.kind === "source" || found.kind === "json" ? [found.path] : []),
    ...(found.settings ?? []),
  ]);
  return [...new Set(paths)];
}

const usualInputSize = 224;

function resultOf(program: Program, path: string, options: AnalyzeOptions): Analysis {
  const { m } = program;
  const file = [...program.ran].find(({ parsed }) => parsed.path === path);
  if (file === undefined) throw new Error("The analysed file did not run.");
  const from = options.calledFrom ?? 0;
  const isHere = (place: FileRange | undefined) => place?.file === path && place.start >= from;
  const called = m.rootCalls
    .filter(({ frame }) => isHere(outermost(frame)?.place))
    .map((call) => ({ call, inputFrom: "call", symbolic: false }) as const);
  m.caller = "assumed";
  const uncalled = uncalledModels(program, file, { defaultInputSize: usualInputSize, ...options });
  m.caller = "file";
  reportFolds(m);
  const models = modelsOf(m, file, [...called, ...uncalled]);
  reportUnused(m, models);
  const absence = models.length > 0 ? null : absenceOf(program, file);
  reportUnread(
    program,
    models.map(({ model }) => model),
  );
  if (absence !== null && options.calledFrom === undefined) reportAbsence(m, absence);
  if (options.calledFrom === undefined)
    if (models.length === 0) reportUnknownModel(m, path);
    else reportOtherModels(m, file);
  const budgets = budgetsOf(program, file, models);
  return {
    file: path,
    models: models.map(({ model }) => model),
    blocks: blocksOf(program, file, models),
    facts: factsOf([...m.observations.values(), ...declaredFields(m, file.parsed)], models, file.parsed),
    budgets,
    problems: [...m.problems.values()].sort(
      (a, b) => Number(a.at.file !== path) - Number(b.at.file !== path) || a.at.start - b.at.start,
    ),
    hidden: [...m.consequences.values()],
    absence,
    steps: m.steps,
    dependencies: dependenciesOf(program),
  };
}
