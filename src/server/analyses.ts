import type { SourceHost } from "../analyzer/index.ts";
import { type Bench, createBench, createView, type View } from "../ide/index.ts";
import type { ServerSettings } from "../protocol/index.ts";
import type { Environment } from "./environment.ts";
import { fileOf } from "./files.ts";

/** An open document as the server sees it. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  getText(): string;
}

/** The analyses of open files, made when the author pauses and kept until a text changes that they have read. */
export interface Analyses {
  readonly bench: Bench;
  /** The view of the newest text; null for a file that says nothing of the block API or is not there. */
  view(uri: string): Promise<View | null>;
  /** A text changed: what has read it is made anew after the pause. */
  changed(uri: string): void;
  /** Files changed outside the editor, came or went: an import may now lead somewhere else. */
  filesChanged(uris: readonly string[]): void;
  closed(uri: string): void;
  /** Forgets everything, because a setting changed. */
  reset(): void;
}

export interface AnalysesOptions {
  readonly environment: Environment;
  readonly settings: () => ServerSettings;
  readonly documents: () => readonly OpenText[];
  /** Milliseconds without a change before a text is analysed. */
  readonly pause: number;
  /** Hears of every finished analysis of an open model file, and when it stops being one. `elsewhere`: its own text had not changed. */
  readonly onAnalyzed: (document: OpenText, view: View | null, elsewhere: boolean) => void;
  readonly onFault: (fault: unknown) => void;
}

interface Entry {
  view: View | null | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  waiting: ((view: View | null) => void)[];
  elsewhere: boolean;
  /** Whether the client was told of models and problems, so that it has to hear when there are none any more. */
  announced: boolean;
}

export function createAnalyses(options: AnalysesOptions): Analyses {
  const entries = new Map<string, Entry>();
  const bench = createBench(sourceHost(options));

  function find(uri: string): OpenText | undefined {
    return options.documents().find((document) => document.uri === uri);
  }
  function schedule(uri: string, pause: number, elsewhere: boolean): void {
    const entry = entries.get(uri) ?? {
      view: undefined,
      timer: undefined,
      waiting: [],
      elsewhere,
      announced: false,
    };
    if (entry.timer !== undefined) clearTimeout(entry.timer);
    entry.elsewhere = elsewhere && (entry.elsewhere || entry.timer === undefined);
    entry.view = undefined;
    entry.timer = setTimeout(() => finish(uri, entry), pause);
    entries.set(uri, entry);
  }
  function finish(uri: string, entry: Entry): void {
    entry.timer = undefined;
    const document = find(uri);
    entry.view = document === undefined ? null : viewOf(document.uri, document.getText());
    for (const answer of entry.waiting.splice(0)) answer(entry.view);
    if (document === undefined || (entry.view === null && !entry.announced)) return;
    entry.announced = entry.view !== null;
    options.onAnalyzed(document, entry.view, entry.elsewhere);
  }
  /** Our own bug must not take the server down: it is told in the log, and the file stays without annotations. */
  function viewOf(uri: string, text: string): View | null {
    if (!isModelText(text)) return null;
    try {
      const settings = options.settings();
      const analysis = bench.analyze(fileOf(uri), { defaultInputSize: settings.defaultInputSize });
      return createView(analysis, text, settings, (file) => bench.read(file));
    } catch (fault) {
      options.onFault(fault);
      return null;
    }
  }

  return {
    bench,
    view(uri) {
      if (find(uri) === undefined) return Promise.resolve(closedView(uri));
      if (!entries.has(uri)) schedule(uri, 0, false);
      const entry = entries.get(uri);
      if (entry === undefined || entry.view !== undefined) return Promise.resolve(entry?.view ?? null);
      return new Promise((resolve) => entry.waiting.push(resolve));
    },
    changed(uri) {
      const isNew = !entries.has(uri);
      schedule(uri, isNew ? 0 : options.pause, false);
      const missing = isNew ? withMissingImports(entries) : [];
      for (const other of [...readers(entries, fileOf(uri), uri), ...missing])
        schedule(other, options.pause, true);
    },
    filesChanged(uris) {
      const stale = uris.flatMap((uri) => readers(entries, fileOf(uri), uri));
      for (const uri of new Set([...stale, ...withMissingImports(entries)]))
        schedule(uri, options.pause, true);
    },
    closed(uri) {
      const entry = entries.get(uri);
      if (entry?.timer !== undefined) clearTimeout(entry.timer);
      for (const answer of entry?.waiting.splice(0) ?? []) answer(null);
      entries.delete(uri);
      for (const other of readers(entries, fileOf(uri), uri)) schedule(other, options.pause, true);
    },
    reset() {
      for (const uri of entries.keys()) schedule(uri, 0, true);
    },
  };

  /** A file that no editor holds open is read from the disk, every time. */
  function closedView(uri: string): View | null {
    const text = bench.read(fileOf(uri));
    return text === undefined ? null : viewOf(uri, text);
  }
}

/** A cheap look before any parsing: all other TypeScript files are none of our business. */
export function isModelText(text: string): boolean {
  return /["']cnn-blocks["']/.test(text);
}

/** Open documents come before the disk. */
function sourceHost({ environment, documents }: AnalysesOptions): SourceHost {
  return {
    library: environment.library,
    read(path) {
      const open = documents().find(({ uri }) => fileOf(uri) === path);
      return open === undefined ? environment.readFile(path) : open.getText();
    },
  };
}

function readers(entries: ReadonlyMap<string, Entry>, file: string, except: string): readonly string[] {
  return [...entries]
    .filter(([uri, { view }]) => uri !== except && view?.analysis.dependencies.includes(file))
    .map(([uri]) => uri);
}

/** Files whose analysis may be another one as soon as any file appears. */
function withMissingImports(entries: ReadonlyMap<string, Entry>): readonly string[] {
  const isMissing = ({ view }: Entry) =>
    view?.analysis.problems.some(({ code }) => code === "missing-import") === true;
  return [...entries].filter(([, entry]) => isMissing(entry)).map(([uri]) => uri);
}
